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
        "With --attempts, --refine or --plan: begin nothing new after this many seconds (default: no limit).", double.Epsilon, 86_400).FromSettings();

    private readonly Option<string?> _models = ValueOption.Word("--gate-models",
        "When the mask models u2netp and ocr-detector, where they were pulled, look for leftovers and text in the hole: auto after engines that take a prompt, always, never (default: auto).",
        [.. GateEyes.Words]).FromSettings();

    private readonly Option<string?> _calibration = ValueOption.Text("--calibration", "FILE",
        "Judge by this file of infill eval calibrate (default: the program's own).");

    private readonly Option<bool> _refine = ValueOption.Switch("--refine",
        "If the gate doubts the fill, refine it pass by pass by the workflow's own plan; --attempts and --time-budget bound it.");

    private readonly Option<string?> _plan = ValueOption.Text("--plan", "FILE",
        "Refine by this plan, a JSON file (infill schema refinementPlan); --explain prints the workflow's own to begin with.");

    private readonly Option<string?> _heatMap = ValueOption.Text("--heat-map", "FILE", "Write the result in grey with what is wrong in yellow to red.");

    /// <summary>Adds the options.</summary>
    /// <param name="command">Takes them.</param>
    /// <param name="withFiles">False where outputs are named by others, as in a batch.</param>
    /// <param name="alwaysRefines">True for the command that does nothing else.</param>
    public void AddTo(Command command, bool withFiles = true, bool alwaysRefines = false)
    {
        command.Add(_off);
        command.Add(_models);
        command.Add(_calibration);
        command.Add(_attempts);
        command.Add(_seconds);
        if (!alwaysRefines)
        {
            command.Add(_refine);
        }

        command.Add(_plan);
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
        Models = parsed.GetValue(_models),
        Calibration = parsed.GetValue(_calibration) is string file ? Path.GetFullPath(file) : null,
        Refines = parsed.GetValue(_refine),
        PlanFile = parsed.GetValue(_plan),
    };
}
