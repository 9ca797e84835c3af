using Infill.Cli.Jobs;
using Infill.Cli.Streams;

namespace Infill.Cli.Commands;

/// <summary>The two channels of a command: data to stdout, talk to stderr.</summary>
/// <param name="Output">Stdout.</param>
/// <param name="Error">Stderr.</param>
/// <param name="Talk">How the user wants to be spoken to.</param>
internal sealed record Voice(TextWriter Output, TextWriter Error, TalkArguments Talk)
{
    /// <summary>Stdin and stdout for pictures, which are bytes; the process's own by default.</summary>
    public StandardStreams Streams { get; init; } = StandardStreams.OfProcess;

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
