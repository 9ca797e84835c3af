namespace Infill.Cli;

/// <summary>An error that the command line found itself.</summary>
/// <param name="code">What the process answers.</param>
/// <param name="message">What was wrong, got, allowed; one line or several.</param>
/// <param name="tryNext">The next command to try, without the leading "Try: ".</param>
internal sealed class CliException(ExitCode code, string message, string? tryNext = null) : Exception(message)
{
    /// <summary>What the process answers.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>The next command to try, or null for the command's help.</summary>
    public string? TryNext { get; } = tryNext;
}
