namespace Infill.Cli.Reports;

/// <summary>How a command tells how far it is, on stderr.</summary>
internal enum ProgressMode
{
    /// <summary>A bar, if stderr is a terminal that can draw one.</summary>
    Bar,

    /// <summary>One <see cref="ProgressRecord"/> per step and line.</summary>
    Json,

    /// <summary>Nothing.</summary>
    None,
}
