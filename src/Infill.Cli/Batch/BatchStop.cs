namespace Infill.Cli.Batch;

/// <summary>Why a batch ended before its last item.</summary>
internal enum BatchStop
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>Ctrl-C or SIGTERM.</summary>
    Interrupted,

    /// <summary>An item failed, with <c>--fail-fast</c>.</summary>
    FailFast,

    /// <summary>As many were worked on as <c>--limit</c> says.</summary>
    Limit,

    /// <summary>No room is left where outputs go.</summary>
    DiskFull,

    /// <summary>The output folder vanished or can no longer be written to.</summary>
    OutputGone,
}
