using System.CommandLine;
using System.Globalization;
using Infill.Cli.Evaluation;
using Infill.Evaluation.Calibrating;

namespace Infill.Cli.Options;

/// <summary>Which photos the quality gate is fitted to, and what is written.</summary>
internal sealed class CalibrateOptions
{
    private readonly Argument<string[]> _photos = new("photos")
    {
        Description = "Pictures to fit on: files, folders or patterns; photos as they come from a camera, without text and without repairs.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _report = new("--report")
    {
        Description = "Pictures to report on, which are not fitted on; may be repeated (default: every third of the photos).",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _output = ValueOption.Text("--output", "FILE", "Calibration file to write (.json).");

    private readonly Option<bool> _overwrite = ValueOption.Switch("--overwrite", "Replace an existing file.");

    private readonly Option<int?> _holes = ValueOption.Whole("--holes", "Holes per photo (default 3); each gives up to 14 good and bad fills.", 1, 100);

    private readonly Option<int?> _seed = ValueOption.Whole("--seed", "Seed of places, outlines and strengths of defects (default 1).", 0, ushort.MaxValue);

    private readonly Option<int?> _maxSide = ValueOption.Whole("--max-side", "Scale photos down to this longest side in pixels first (default 1280; 0 = as they are).", 0, 100_000);

    private readonly Option<int?> _threads = ValueOption.Whole("--threads", "Worker threads (default 0 = one per core); never changes the result.", 0, 1024);

    private readonly Option<string?> _date = ValueOption.Text("--date", "YYYY-MM-DD", "Day to write into the file (default today).");

    /// <summary>Refuses what is no day.</summary>
    public CalibrateOptions()
    {
        _date.Validators.Add(result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                result.AddError($"--date is '{text}'; it must be a day such as 2026-01-31.");
            }
        });
        _output.Required = true;
    }

    /// <summary>Adds arguments and options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_photos);
        command.Add(_report);
        command.Add(_output);
        command.Add(_overwrite);
        command.Add(_holes);
        command.Add(_seed);
        command.Add(_maxSide);
        command.Add(_threads);
        command.Add(_date);
    }

    /// <summary>What the user asked for.</summary>
    public CalibrateArguments Read(ParseResult parsed)
    {
        var plan = new CalibrationPlan();
        return new CalibrateArguments
        {
            Photos = parsed.GetRequiredValue(_photos),
            Report = parsed.GetValue(_report) ?? [],
            Plan = plan with
            {
                Holes = parsed.GetValue(_holes) ?? plan.Holes,
                Seed = parsed.GetValue(_seed) ?? plan.Seed,
                MaxSide = parsed.GetValue(_maxSide) ?? plan.MaxSide,
                Threads = parsed.GetValue(_threads) ?? plan.Threads,
            },
            Output = parsed.GetRequiredValue(_output)!,
            Overwrite = parsed.GetValue(_overwrite),
            Date = parsed.GetValue(_date),
        };
    }
}
