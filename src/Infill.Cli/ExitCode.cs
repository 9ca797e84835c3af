namespace Infill.Cli;

/// <summary>What the process answers; the same for every command. Scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    Done = 0,

    /// <summary>The job was right but could not be done: an unreadable picture, a failing engine, a full disk.</summary>
    Failed = 1,

    /// <summary>The command line or the request cannot be run as it stands.</summary>
    WrongUse = 2,

    /// <summary>Some of several outputs failed, others are written.</summary>
    SomeFailed = 3,

    /// <summary>Done, but the engine or the pipeline had to make do with less; only with <c>--strict</c>.</summary>
    Degraded = 4,

    /// <summary>A policy blocked the job. No policy exists yet; the number is kept free.</summary>
    Blocked = 5,

    /// <summary>A model or an engine is missing.</summary>
    Missing = 6,

    /// <summary>A limit (pixels, memory) refused the input.</summary>
    Limit = 7,

    /// <summary>Ctrl-C, SIGTERM or SIGHUP ended the run; nothing half-written is left.</summary>
    Interrupted = 130,
}
