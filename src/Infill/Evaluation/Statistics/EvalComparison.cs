using Infill.Evaluation.Runs;

namespace Infill.Evaluation.Statistics;

/// <summary>Judges whether a later evaluation is better or worse than an earlier one, knowing its noise.</summary>
/// <remarks>For every engine and metric: the losses of paired fills are subtracted (after − before) and averaged over the seeds of a
/// case; over cases follows a bootstrap interval. Worse: the whole interval lies above 0 and the mean is above what is
/// negligible (<see cref="EvalMetric.Negligible"/>). Better: the mirror image. Else same, which says that no difference was
/// shown, and the interval how large one may still be. Two facts have no noise: fills that fail, or change kept pixels, only afterwards are worse.</remarks>
public sealed record EvalComparison
{
    /// <summary>Every judgement, by engine and metric.</summary>
    public required IReadOnlyList<Judgement> Judgements { get; init; }

    /// <summary>Pairs of fills behind them.</summary>
    public required int Pairs { get; init; }

    /// <summary>Cases behind them.</summary>
    public required int Cases { get; init; }

    /// <summary>What the earlier evaluation has and the later one lacks.</summary>
    public required IReadOnlyList<string> Unpaired { get; init; }

    /// <summary>Worse if anything is, else better if anything is, else the same.</summary>
    public Verdict Verdict => Judgements.Any(j => j.Verdict == Verdict.Worse) ? Verdict.Worse
        : Judgements.Any(j => j.Verdict == Verdict.Better) ? Verdict.Better : Verdict.Same;

    /// <summary>Compares two evaluations.</summary>
    /// <exception cref="InvalidRequestException">They do not pair; lists what is missing.</exception>
    public static EvalComparison Of(EvalRecord before, EvalRecord after, ComparisonOptions? options = null)
    {
        options ??= new ComparisonOptions();
        var pairing = EvalPairing.Find(before, after, options.Engines);
        if (pairing.Pairs.Count == 0 || (pairing.Unpaired.Count > 0 && !options.CommonOnly))
        {
            throw new InvalidRequestException(["The two evaluations do not pair.", .. pairing.Unpaired]);
        }

        bool hasTruth = pairing.Pairs.Any(p => p.Case.HasTruth);
        EvalMetric[] metrics = [.. EvalMetrics.All.Where(m => m.Loss is not null && m.IsForBlind != hasTruth && (options.Metrics.Count == 0 || options.Metrics.Contains(m.Key)))];
        return new EvalComparison
        {
            Judgements =
            [
                .. from engine in pairing.Pairs.GroupBy(p => (p.Engine, p.Against))
                   from judgement in Judge([.. engine], metrics, options.Level)
                   select judgement,
            ],
            Pairs = pairing.Pairs.Count,
            Cases = pairing.Pairs.Select(p => p.Case.Name).Distinct().Count(),
            Unpaired = pairing.Unpaired,
        };
    }

    private static IEnumerable<Judgement> Judge(FillPair[] pairs, EvalMetric[] metrics, double level)
    {
        var blank = new Judgement { Engine = pairs[0].Engine, Against = pairs[0].Against, Metric = "", Verdict = Verdict.Same, Difference = new Interval(0, 0, 0, 1) };
        foreach (EvalMetric metric in metrics)
        {
            (double Before, double After)[] cases =
            [
                .. from pair in pairs
                   where !metric.DeterminedOnly || pair.Case.IsDetermined()
                   let one = metric.ReadLoss(pair.Before)
                   let other = metric.ReadLoss(pair.After)
                   where one is not null && other is not null
                   group (one.Value, other.Value) by pair.Case.Name into fills
                   select (fills.Average(f => f.Item1), fills.Average(f => f.Item2)),
            ];
            if (cases.Length > 0)
            {
                Interval difference = Bootstrap.Of([.. cases.Select(c => c.After - c.Before)], level);
                yield return blank with
                {
                    Metric = metric.Key,
                    Before = cases.Average(c => c.Before),
                    After = cases.Average(c => c.After),
                    Difference = difference,
                    Verdict = Decide(difference, metric.Negligible),
                };
            }
        }

        yield return Count(blank with { Metric = Judgement.Failures }, [.. pairs.Select(p => (p.Before.Error is not null, p.After.Error is not null))]);
        yield return Count(blank with { Metric = Judgement.KeptPixels }, [.. pairs.Select(p => (p.Before.Keep?.Holds == false, p.After.Keep?.Holds == false))]);
    }

    private static Verdict Decide(Interval difference, double negligible) =>
        difference.IsAbove(0) && difference.Mean > negligible ? Verdict.Worse
        : difference.IsBelow(0) && difference.Mean < -negligible ? Verdict.Better : Verdict.Same;

    // Faults have no noise: one more in any fill is worse, whatever became better elsewhere.
    private static Judgement Count(Judgement blank, (bool Before, bool After)[] faults)
    {
        (int before, int after) = (faults.Count(f => f.Before), faults.Count(f => f.After));
        bool isWorse = faults.Any(f => f.After && !f.Before);
        return blank with
        {
            Before = before,
            After = after,
            Difference = new Interval(after - before, after - before, after - before, faults.Length),
            Verdict = isWorse ? Verdict.Worse : after < before ? Verdict.Better : Verdict.Same,
        };
    }
}
