namespace Infill.Evaluation.Statistics;

/// <summary>What is compared and how sure a verdict must be.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Confidence of verdicts by default. Higher than that of reports: with six metrics, two evaluations of equal engines
    /// on other seeds are then called worse in some metric about once in 30 times, instead of once in 7.</summary>
    public const double DefaultLevel = 0.99;

    /// <summary>Confidence of the intervals behind verdicts, above 0.5 and below 1, default 99 %.</summary>
    public double Level { get; init; } = DefaultLevel;

    /// <summary>Engines to compare: name before and name after; empty = every engine of the earlier evaluation with itself.</summary>
    public IReadOnlyList<(string Before, string After)> Engines { get; init; } = [];

    /// <summary>Keys of the only metrics to judge; empty = all that have a loss.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>True compares what both have; default false: what the earlier one has and the later one lacks is an error.</summary>
    public bool CommonOnly { get; init; }
}
