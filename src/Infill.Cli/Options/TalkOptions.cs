using System.CommandLine;
using Infill.Cli.Jobs;

namespace Infill.Cli.Options;

/// <summary>How the command speaks: the same options on every command.</summary>
internal sealed class TalkOptions
{
    private readonly Option<bool> _json = ValueOption.Switch("--json", "Print the result as one JSON record on stdout.");

    private readonly Option<bool> _quiet = ValueOption.Switch("--quiet", "Say nothing but errors.", "-q");

    private readonly Option<bool> _noColor = ValueOption.Switch("--no-color", "No colours in the progress bar (also: NO_COLOR in the environment).");

    private readonly Option<bool> _strict = ValueOption.Switch("--strict", "Exit with 4 if the result is degraded; the output is still written.");

    /// <summary>Adds the options; <paramref name="withJob"/> for commands that run an engine.</summary>
    public void AddTo(Command command, bool withJob)
    {
        if (withJob)
        {
            command.Add(_strict);
        }

        command.Add(_json);
        command.Add(_quiet);
        if (withJob)
        {
            command.Add(_noColor);
        }
    }

    /// <summary>What the user asked for.</summary>
    public TalkArguments Read(ParseResult parsed) => new()
    {
        Json = parsed.GetValue(_json),
        Quiet = parsed.GetValue(_quiet),
        NoColor = parsed.GetValue(_noColor) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Strict = parsed.GetValue(_strict),
    };
}
