namespace Infill.Cli.Reports;

/// <summary>How one output ended.</summary>
internal enum OutputStatus
{
    /// <summary>Written.</summary>
    Done,

    /// <summary>Written, with warnings.</summary>
    Degraded,

    /// <summary>Not written; the error says why.</summary>
    Failed,
}
