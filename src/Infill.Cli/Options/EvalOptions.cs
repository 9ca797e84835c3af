using System.CommandLine;
using System.Globalization;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Engines, seeds and the report of an evaluation.</summary>
internal sealed class EvalOptions
{
    private const int MostSeeds = 100;

    private readonly Option<string[]> _engines = new("--engine")
    {
        Description = "An engine: a name, a model as \"sd:PATH --steps 10 --prompt grass\" or \"eraser:FILE\" with the options of fill, or another program as \"cmd:PROGRAM … {image} {mask} {output}\" each also with \"NAME=\" before it; may be repeated, the first is the one looked at (default patch).",
        HelpName = "ENGINE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int[]?> _seeds = new("--seeds")
    {
        Description = "Seeds for engines that use one, as 1,2,3 (default 1).",
        HelpName = "N,N",
    };

    private readonly Option<string?> _output = ValueOption.Text("--output", "DIR", "Folder for eval.json, eval.csv and report.html; it is made if it does not exist.");

    private readonly Option<string?> _cache = ValueOption.Text("--cache", "DIR", "Folder where other programs' fills are kept by content (default: cache in the output).");

    private readonly Option<int?> _jobs = ValueOption.Whole("--jobs", "Cases at a time (default 1; with more, times are not comparable).", 1, 64);

    private readonly Option<int?> _timeout = ValueOption.Whole("--timeout", "Seconds that another program may take for one fill (default 300).", 1, 86400);

    private readonly Option<bool> _resume = ValueOption.Switch("--resume", "Take over the results in the output whose pictures and engines are the same, and run the rest.");

    private readonly Option<bool> _overwrite = ValueOption.Switch("--overwrite", "Replace the evaluation in the output.");

    /// <summary>Reads lists of seeds while parsing.</summary>
    public EvalOptions() => _seeds.CustomParser = result =>
    {
        string text = result.Tokens[0].Value;
        int[]? seeds = ReadSeeds(text);
        if (seeds is null)
        {
            result.AddError($"--seeds is '{text}'; it must be 1 to {MostSeeds} different whole numbers from 0 to {int.MaxValue}, as 1,2,3.");
        }

        return seeds;
    };

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_engines);
        command.Add(_seeds);
        command.Add(_output);
        command.Add(_cache);
        command.Add(_jobs);
        command.Add(_timeout);
        command.Add(_resume);
        command.Add(_overwrite);
    }

    /// <summary>What the user asked for.</summary>
    public EvalArguments Read(ParseResult parsed, CaseArguments cases) => new()
    {
        Cases = cases,
        Engines = parsed.GetValue(_engines) is { Length: > 0 } engines ? engines : [Jobs.FillArguments.DefaultEngine],
        Seeds = parsed.GetValue(_seeds) is { Length: > 0 } seeds ? seeds : [1],
        Output = parsed.GetValue(_output),
        Cache = parsed.GetValue(_cache),
        Jobs = parsed.GetValue(_jobs) ?? 1,
        TimeoutSeconds = parsed.GetValue(_timeout) ?? 300,
        Existing = parsed.GetValue(_resume) ? ExistingEval.Resume : parsed.GetValue(_overwrite) ? ExistingEval.Overwrite : ExistingEval.Refuse,
    };

    private static int[]? ReadSeeds(string text)
    {
        int[] seeds = [.. text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : -1)];
        return seeds.Length <= MostSeeds && seeds.All(s => s >= 0) && seeds.Distinct().Count() == seeds.Length ? seeds : null;
    }
}
