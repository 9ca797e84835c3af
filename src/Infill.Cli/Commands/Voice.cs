using Infill.Cli.Jobs;

namespace Infill.Cli.Commands;

/// <summary>The two channels of a command: data to stdout, talk to stderr.</summary>
/// <param name="Output">Stdout.</param>
/// <param name="Error">Stderr.</param>
/// <param name="Talk">How the user wants to be spoken to.</param>
internal sealed record Voice(TextWriter Output, TextWriter Error, TalkArguments Talk)
{
    /// <summary>True if a progress bar may be drawn.</summary>
    public bool ShowsProgress => !Talk.Quiet && !Console.IsErrorRedirected;

    /// <summary>One line of talk, unless <c>--quiet</c>.</summary>
    public void Say(string line)
    {
        if (!Talk.Quiet)
        {
            Error.WriteLine(line);
        }
    }
}
