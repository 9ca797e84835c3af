using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Settings;
using Infill.Quality;

namespace Infill.Cli.Options;

/// <summary>How fills are judged, and what is tried for a better one.</summary>
internal sealed class JudgeOptions
{
    private readonly Option<bool> _off = ValueOption.Switch("--no-gate", "Do not judge the fill (by default each is: completed, or degraded and why).").FromSettings();

    private readonly Option<int?> _attempts = ValueOption.Whole("--attempts",
        "Write one fill only: the best of --count, and if the gate doubts it, up to N-1 further ones with more context, another blend, another engine or seed (default: every candidate is written).",
        1, GateBudget.Most).FromSettings();

    private readonly Option<double?> _seconds = ValueOption.Number("--time-budget",
        "With --attempts: begin nothing new after this many seconds (default: no limit).", double.Epsilon, 86_400).FromSettings();

    private readonly Option<string?> _heatMap = ValueOption.Text("--heat-map", "FILE", "Write the result in grey with what is wrong in yellow to red.");

    /// <summary>Adds the options.</summary>
    /// <param name="command">Takes them.</param>
    /// <param name="withFiles">False where outputs are named by others, as in a batch.</param>
    public void AddTo(Command command, bool withFiles = true)
    {
        command.Add(_off);
        command.Add(_attempts);
        command.Add(_seconds);
        if (withFiles)
        {
            command.Add(_heatMap);
        }
    }

    /// <summary>What the user asked for.</summary>
    public GateArguments Read(ParseResult parsed) => new()
    {
        IsOff = parsed.GetValue(_off),
        Attempts = parsed.GetValue(_attempts),
        TimeBudget = parsed.GetValue(_seconds),
        HeatMap = parsed.GetValue(_heatMap),
    };
}
