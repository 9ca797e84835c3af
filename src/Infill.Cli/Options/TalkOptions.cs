using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Settings;

namespace Infill.Cli.Options;

/// <summary>How the command speaks: the same options on every command.</summary>
internal sealed class TalkOptions
{
    private readonly Option<bool> _json = ValueOption.Switch("--json", "Print the result as one JSON record on stdout.").FromSettings();

    private readonly Option<bool> _quiet = ValueOption.Switch("--quiet", "Say nothing but errors.", "-q").FromSettings();

    private readonly Option<bool> _verbose = ValueOption.Switch("--verbose", "Say what each stage decided: regions, contexts, scores, times; --quiet wins.", "-v").FromSettings();

    private readonly Option<string?> _progress = ValueOption.Word("--progress",
        "How progress is shown on stderr (default bar: drawn at a terminal only); json: one line per step for programs.", "bar", "json", "none").FromSettings();

    private readonly Option<bool> _noColor = ValueOption.Switch("--no-color", "No colours in the progress bar (also: NO_COLOR in the environment).").FromSettings();

    private readonly Option<bool> _strict = ValueOption.Switch("--strict", "Exit with 4 if the result is degraded; the output is still written.").FromSettings();

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
            command.Add(_verbose);
            command.Add(_progress);
            command.Add(_noColor);
        }
    }

    /// <summary>Adds the options of commands that run no engine but take their time.</summary>
    public void AddWithProgressTo(Command command)
    {
        AddTo(command, withJob: false);
        command.Add(_progress);
        command.Add(_noColor);
    }

    /// <summary>What the user asked for.</summary>
    public TalkArguments Read(ParseResult parsed) => new()
    {
        Json = parsed.GetValue(_json),
        Quiet = parsed.GetValue(_quiet),
        Verbose = parsed.GetValue(_verbose),
        Progress = ToMode(parsed.GetValue(_progress)),
        NoColor = parsed.GetValue(_noColor) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Strict = parsed.GetValue(_strict),
        Settings = SettledParser.SettingsOf(parsed),
    };

    private static ProgressMode ToMode(string? word) => word switch
    {
        "json" => ProgressMode.Json,
        "none" => ProgressMode.None,

        // A dumb terminal (an editor's shell, a serial line) cannot move its cursor back.
        _ => Environment.GetEnvironmentVariable("TERM") == "dumb" ? ProgressMode.None : ProgressMode.Bar,
    };
}
