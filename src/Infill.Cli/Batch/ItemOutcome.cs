using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>How an item ended.</summary>
internal sealed record ItemOutcome
{
    /// <summary>What was to be done.</summary>
    public required BatchItem Item { get; init; }

    /// <summary>How it ended.</summary>
    public required ItemStatus Status { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Length of the file; null if it failed.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file; null if it failed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What the user should know of the result.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Attempts in this run; 0 if nothing had to be run.</summary>
    public int Attempts { get; init; }

    /// <summary>Wall-clock seconds of the item, waiting for memory included.</summary>
    public double Seconds { get; init; }
}
