using Infill.Evaluation.Metrics;
using Infill.Evaluation.Runs;

namespace Infill.Evaluation.Statistics;

/// <summary>One column of an evaluation: how a number is read, averaged and judged.</summary>
/// <remarks>A loss is the value turned so that 0 or less is ideal and more is worse; comparisons judge losses.</remarks>
public sealed record EvalMetric
{
    /// <summary>An exact fill counts as 99 dB, lest one case make the mean infinite.</summary>
    public const double MostDecibels = 99;

    /// <summary>Keeps the logarithm of a perfectly flat fill finite.</summary>
    public const double LeastRatio = 1e-3;

    /// <summary>Name in files: "patch", "seam".</summary>
    public required string Key { get; init; }

    /// <summary>Heading for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the number means, as a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>Value of one fill; null where the metric is not defined.</summary>
    public required Func<FillScores, double?> Read { get; init; }

    /// <summary>From a value as averaged (the logarithm of ratios) to its loss, or null if the metric only informs.</summary>
    public Func<double, double>? Loss { get; init; }

    /// <summary>Differences in mean loss up to this size count as none: nobody sees them.</summary>
    public double Negligible { get; init; }

    /// <summary>True: averaged as a geometric mean, compared as a quotient; 1 is ideal.</summary>
    public bool IsRatio { get; init; }

    /// <summary>True: only cases count whose content is determined by the surroundings.</summary>
    public bool DeterminedOnly { get; init; }

    /// <summary>True: judged only in evaluations without a truth, where there is nothing better.</summary>
    public bool IsForBlind { get; init; }

    /// <summary>True if more is better; false if less is, or 1 is ideal.</summary>
    public bool MoreIsBetter { get; init; }

    /// <summary>The value as it is averaged: the logarithm of ratios.</summary>
    public double? ReadForMean(FillScores scores) => Read(scores) is double v ? IsRatio ? Math.Log(Math.Max(v, LeastRatio)) : v : null;

    /// <summary>Loss of one fill; null if it failed, or if the metric is not defined or only informs.</summary>
    public double? ReadLoss(EvalResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Scores is not null && Loss is not null && ReadForMean(result.Scores) is double value ? Loss(value) : null;
    }

    /// <summary>Back from an average.</summary>
    public double FromMean(double mean) => IsRatio ? Math.Exp(mean) : mean;

    /// <summary>How far a mean is from the ideal, for choosing the best of a column: 0 is ideal, more is worse.</summary>
    public double DistanceFromIdeal(double mean) => IsRatio ? Math.Abs(Math.Log(Math.Max(mean, LeastRatio))) : MoreIsBetter ? -mean : Math.Abs(mean);
}
