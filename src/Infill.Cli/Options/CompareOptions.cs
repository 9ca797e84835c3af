using System.CommandLine;
using Infill.Cli.Evaluation;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Options;

/// <summary>Which evaluations are compared, and how.</summary>
internal sealed class CompareOptions
{
    private readonly Argument<string> _before = new("before") { Description = "The earlier evaluation: an eval.json, or the folder that holds one." };

    private readonly Argument<string> _after = new("after") { Description = "The later evaluation." };

    private readonly Option<string?> _failOn = ValueOption.Word("--fail-on", "Exit with 1 if any judgement is this.", "worse");

    private readonly Option<string[]> _engines = new("--engine")
    {
        Description = "Only this engine, or two different ones as BEFORE=AFTER; may be repeated (default: every engine of the earlier evaluation).",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _metrics = new("--metric")
    {
        Description = "Judge only this metric; may be repeated (default: all that have a loss).",
        HelpName = "KEY",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int?> _level = ValueOption.Whole("--confidence", "Confidence of a verdict in percent (default 99).", 80, 99);

    private readonly Option<bool> _common = ValueOption.Switch("--common", "Compare what both have; without it, what the later one lacks is an error.");

    /// <summary>Refuses metrics that nobody judges.</summary>
    public CompareOptions() => _metrics.Validators.Add(result =>
    {
        string[] known = [.. EvalMetrics.All.Where(m => m.Loss is not null).Select(m => m.Key)];
        foreach (string key in result.Tokens.Select(t => t.Value).Where(key => !known.Contains(key)))
        {
            result.AddError($"--metric is '{key}'; it must be one of: {string.Join(", ", known)}.");
        }
    });

    /// <summary>Adds arguments and options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_before);
        command.Add(_after);
        command.Add(_failOn);
        command.Add(_engines);
        command.Add(_metrics);
        command.Add(_level);
        command.Add(_common);
    }

    /// <summary>What the user asked for.</summary>
    public CompareArguments Read(ParseResult parsed) => new()
    {
        Before = parsed.GetRequiredValue(_before),
        After = parsed.GetRequiredValue(_after),
        FailOnWorse = parsed.GetValue(_failOn) is not null,
        Options = new ComparisonOptions
        {
            Level = parsed.GetValue(_level) is int percent ? percent / 100.0 : ComparisonOptions.DefaultLevel,
            Engines = [.. (parsed.GetValue(_engines) ?? []).Select(text => text.Split('=', 2)).Select(ends => (ends[0], ends[^1]))],
            Metrics = parsed.GetValue(_metrics) ?? [],
            CommonOnly = parsed.GetValue(_common),
        },
    };
}
