namespace Infill.Cli.Batch;

/// <summary>What a failure means for the rest of a batch.</summary>
internal enum FaultKind
{
    /// <summary>The job itself cannot be done; the same again would fail the same way.</summary>
    Lasting,

    /// <summary>Reading or writing failed, or memory was short: another attempt may succeed.</summary>
    Passing,

    /// <summary>No room is left to write to: every further job would fail, too.</summary>
    DiskFull,
}
