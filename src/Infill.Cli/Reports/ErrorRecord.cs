namespace Infill.Cli.Reports;

/// <summary>What <c>--json</c> prints when nothing could be done.</summary>
internal sealed record ErrorRecord
{
    /// <summary>Kind of this record: always "error".</summary>
    public string Record { get; init; } = "error";

    /// <summary>Always "failed"; a result record says "done", "degraded" or "partial".</summary>
    public string Status { get; init; } = "failed";

    /// <summary>The process's exit code, 1–7 or 130.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Every reason, one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The next command to try.</summary>
    public required string Try { get; init; }
}
