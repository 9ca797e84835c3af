using Infill.Cli.Batch;

namespace Infill.Cli.Reports;

/// <summary>What <c>infill batch --json</c> prints for each item as it ends, as one line.</summary>
internal sealed record BatchItemRecord
{
    /// <summary>Kind of the record.</summary>
    public string Record { get; init; } = "batchItem";

    /// <summary>Place in the batch, from 1; items end in any order.</summary>
    public required int Number { get; init; }

    /// <summary>Line of the manifest, from 1; absent without one.</summary>
    public int? Line { get; init; }

    /// <summary>The picture; of a line that cannot be read, the manifest.</summary>
    public required string Input { get; init; }

    /// <summary>Path as written, or absent if it is not known.</summary>
    public string? Output { get; init; }

    /// <summary>"done", "degraded", "skipped" (done by an earlier run) or "failed".</summary>
    public required ItemStatus Status { get; init; }

    /// <summary>Why it failed, one sentence each; absent otherwise.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>What the workflow's own command would have answered; absent if it did not fail.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Length of the file; absent if it failed.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file; absent if it failed.</summary>
    public string? FileSha256 { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Attempts in this run; 0 if nothing had to be run.</summary>
    public required int Attempts { get; init; }

    /// <summary>Wall-clock seconds, waiting for memory included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The record of an outcome.</summary>
    public static BatchItemRecord Of(ItemOutcome outcome, OutputFolder folder) => new()
    {
        Number = outcome.Item.Number,
        Line = outcome.Item.Line,
        Input = outcome.Item.Input,
        Output = outcome.Item.Output is string output ? folder.At(output) : null,
        Status = outcome.Status,
        Reasons = outcome.Failure?.Reasons,
        ExitCode = (int?)outcome.Failure?.Code,
        Bytes = outcome.Bytes,
        FileSha256 = outcome.Sha256,
        Warnings = outcome.Warnings,
        Attempts = outcome.Attempts,
        Seconds = outcome.Seconds,
    };
}
