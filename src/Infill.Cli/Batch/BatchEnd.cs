using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>How a batch ended, and what the process answers to it.</summary>
/// <param name="Counts">How its items ended.</param>
/// <param name="Items">How many it had.</param>
/// <param name="Stop">Why it ended early.</param>
internal sealed record BatchEnd(BatchCounts Counts, int Items, BatchStop Stop)
{
    /// <summary>Items that were not begun, or interrupted.</summary>
    public int Left => Items - Counts.Ended;

    /// <summary>The batch in one word; with a limit that the user set, what it leaves is not missing.</summary>
    public ResultStatus Status => Counts.Failed == 0 && (Stop is BatchStop.None or BatchStop.Limit)
        ? (Counts.Degraded > 0 ? ResultStatus.Degraded : ResultStatus.Done)
        : (Counts.Done + Counts.Skipped > 0 ? ResultStatus.Partial : ResultStatus.Failed);

    /// <summary>The process's answer.</summary>
    /// <param name="strict">True answers 4 if all is done but some of it degraded.</param>
    public ExitCode ToExitCode(bool strict) => Stop == BatchStop.Interrupted ? ExitCode.Interrupted : Status switch
    {
        ResultStatus.Done => ExitCode.Done,
        ResultStatus.Degraded => strict ? ExitCode.Degraded : ExitCode.Done,
        ResultStatus.Partial => ExitCode.SomeFailed,
        _ => ExitCode.Failed,
    };
}
