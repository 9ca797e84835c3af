namespace Infill.Cli.Reports;

/// <summary>How a command ended, as its last progress line says it.</summary>
internal enum ProgressStatus
{
    /// <summary>Everything is done.</summary>
    Done,

    /// <summary>Done with warnings, under <c>--strict</c>.</summary>
    Degraded,

    /// <summary>Some of several outputs failed.</summary>
    Partial,

    /// <summary>Nothing was done.</summary>
    Failed,

    /// <summary>Ctrl-C or a signal ended it.</summary>
    Interrupted,
}
