namespace Infill.Cli.Batch;

/// <summary>How an item of a batch ended.</summary>
internal enum ItemStatus
{
    /// <summary>Written.</summary>
    Done,

    /// <summary>Written, with warnings.</summary>
    Degraded,

    /// <summary>Written by an earlier run, intact, and its inputs have not changed.</summary>
    Skipped,

    /// <summary>Not written; the reason says why.</summary>
    Failed,
}
