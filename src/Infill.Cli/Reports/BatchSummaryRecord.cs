using Infill.Cli.Batch;

namespace Infill.Cli.Reports;

/// <summary>The last line of <c>infill batch --json</c>.</summary>
internal sealed record BatchSummaryRecord
{
    /// <summary>Kind of the record.</summary>
    public string Record { get; init; } = "batchSummary";

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>"done", "degraded" (all done, some with warnings), "partial" (some failed or were not begun) or "failed" (nothing is done).</summary>
    public required ResultStatus Status { get; init; }

    /// <summary>The process's exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Items in all.</summary>
    public required int Items { get; init; }

    /// <summary>Written in this run, those with warnings included.</summary>
    public required int Done { get; init; }

    /// <summary>Of them, those with warnings.</summary>
    public required int Degraded { get; init; }

    /// <summary>Done by an earlier run.</summary>
    public required int Skipped { get; init; }

    /// <summary>Failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Not begun, or begun and interrupted.</summary>
    public required int Left { get; init; }

    /// <summary>Why the batch ended before its last item; absent if it did not.</summary>
    public BatchStop? Stopped { get; init; }

    /// <summary>Jobs at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Megabytes that the process could take.</summary>
    public required long MemoryBudgetMb { get; init; }

    /// <summary>Folder with the outputs.</summary>
    public required string OutputDir { get; init; }

    /// <summary>The HTML page, or absent.</summary>
    public string? Report { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public required double Seconds { get; init; }
}
