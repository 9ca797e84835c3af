using Infill.Evaluation.Runs;

namespace Infill.Evaluation.Statistics;

/// <summary>What an evaluation says: means, differences and where an engine loses.</summary>
/// <remarks>Seeds of a case are averaged first; intervals are over cases. A case counts for an engine if all its fills succeeded there.</remarks>
public sealed class EvalSummary
{
    private readonly Dictionary<(string Case, string Engine), EvalResult[]> _fills;
    private readonly Dictionary<string, EvalCaseFacts> _cases;

    /// <summary>Sorts the results of a record.</summary>
    public EvalSummary(EvalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
        _cases = record.Cases.ToDictionary(c => c.Name, StringComparer.Ordinal);
        _fills = record.Results.GroupBy(r => (r.Case, r.Engine)).ToDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>What is summed up.</summary>
    public EvalRecord Record { get; }

    /// <summary>Cases that were run.</summary>
    public IEnumerable<EvalCaseFacts> Cases => Record.Cases.Where(c => c.Skipped is null);

    /// <summary>Metrics that have a value somewhere.</summary>
    public IReadOnlyList<EvalMetric> Metrics => [.. EvalMetrics.All.Where(m => Record.Results.Any(r => r.Scores is not null && m.Read(r.Scores) is not null))];

    /// <summary>Fills of one case by one engine, one per seed; empty if it was not run.</summary>
    public IReadOnlyList<EvalResult> Fills(string name, string engine) => _fills.GetValueOrDefault((name, engine)) ?? [];

    /// <summary>Mean over the seeds of one case, as it is averaged (the logarithm of ratios); null if the metric does not count there.</summary>
    public double? CaseMean(EvalMetric metric, string engine, string name)
    {
        ArgumentNullException.ThrowIfNull(metric);
        double?[] values = Counts(metric, name) ? [.. Fills(name, engine).Select(r => r.Scores is null ? null : metric.ReadForMean(r.Scores))] : [];
        return values.Length > 0 && values.All(v => v is not null) ? values.Average() : null;
    }

    /// <summary>Mean of an engine with its 95 % interval; ratios are geometric. Null if nothing counts.</summary>
    /// <param name="metric">Metric.</param>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="only">Cases to count; null = all.</param>
    public Interval? Mean(EvalMetric metric, string engine, Func<EvalCaseFacts, bool>? only = null) =>
        Of(metric, Chosen(only).Select(c => CaseMean(metric, engine, c.Name)));

    /// <summary>Paired difference (quotient for ratios) of two engines over the cases that both filled; null if there are none.</summary>
    public Interval? Difference(EvalMetric metric, string engine, string rival, Func<EvalCaseFacts, bool>? only = null) =>
        Of(metric, Chosen(only).Select(c => CaseMean(metric, engine, c.Name) - CaseMean(metric, rival, c.Name)));

    /// <summary>Smallest and largest mean of a single seed, or null if the engine has fewer than two.</summary>
    public (double Low, double High)? SeedSpread(EvalMetric metric, string engine)
    {
        double[] means =
        [
            .. Record.Results.Where(r => r.Engine == engine && r.Scores is not null && Counts(metric, r.Case))
                .GroupBy(r => r.Seed)
                .Select(g => g.Select(r => metric.ReadForMean(r.Scores!)).Average())
                .OfType<double>().Select(metric.FromMean),
        ];
        return means.Length < 2 ? null : (means.Min(), means.Max());
    }

    /// <summary>Patch distance of an engine over the best of the others' on one case, 1 = as good; null if either is unknown.</summary>
    public double? LossRatio(string engine, string name)
    {
        double? own = CaseMean(EvalMetrics.Patch, engine, name);
        double? best = Record.Engines.Where(e => e.Name != engine).Min(e => CaseMean(EvalMetrics.Patch, e.Name, name));
        return best > 0 ? own / best : null;
    }

    /// <summary>Cases from where an engine loses most to where it wins most; cases without a rival or truth come last, in the order of the list.</summary>
    public IReadOnlyList<EvalCaseFacts> WorstFirst(string engine) => [.. Cases.OrderByDescending(c => LossRatio(engine, c.Name) ?? double.NegativeInfinity)];

    /// <summary>Median of a time over all fills of an engine; null if it is nowhere known.</summary>
    public double? Median(string engine, Func<EvalResult, double?> time)
    {
        double[] sorted = [.. Record.Results.Where(r => r.Engine == engine && r.Error is null).Select(time).OfType<double>().Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private IEnumerable<EvalCaseFacts> Chosen(Func<EvalCaseFacts, bool>? only) => only is null ? Cases : Cases.Where(only);

    private bool Counts(EvalMetric metric, string name) =>
        !metric.DeterminedOnly || (_cases.TryGetValue(name, out EvalCaseFacts? facts) && facts.IsDetermined());

    private static Interval? Of(EvalMetric metric, IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        Interval? interval = known.Length == 0 ? null : Bootstrap.Of(known);
        return metric.IsRatio ? interval?.Exp() : interval;
    }
}
