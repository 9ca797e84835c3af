namespace Infill.Cli.Reports;

/// <summary>How a job with one or several outputs ended.</summary>
internal enum ResultStatus
{
    /// <summary>All outputs are written.</summary>
    Done,

    /// <summary>All outputs are written, at least one with a warning.</summary>
    Degraded,

    /// <summary>Some outputs failed.</summary>
    Partial,

    /// <summary>All outputs failed.</summary>
    Failed,
}
