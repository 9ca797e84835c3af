using Infill.Cli.Jobs;
using Infill.Cli.Reports;
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
    public bool ShowsBar => Talk.Progress == ProgressMode.Bar && !Talk.Quiet && !Console.IsErrorRedirected;

    /// <summary>Progress for programs, or null. Asked for in so many words, it speaks under <c>--quiet</c> as well.</summary>
    public ProgressLines? Lines { get; } = Talk.Progress == ProgressMode.Json ? new ProgressLines(Error, TimeProvider.System) : null;

    /// <summary>One line of talk, unless <c>--quiet</c>.</summary>
    public void Say(string line)
    {
        if (!Talk.Quiet)
        {
            Error.WriteLine(line);
        }
    }

    /// <summary>True if every stage shall say what it decided.</summary>
    public bool IsVerbose => Talk.Verbose && !Talk.Quiet;
}
