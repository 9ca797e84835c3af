using System.Globalization;
using System.Text;

namespace Infill.Bench.Reports;

/// <summary>Writes quality.md and quality.csv.</summary>
internal sealed class QualityReport
{
    private readonly IReadOnlyList<CaseScore> _scores;
    private readonly IReadOnlyList<string> _engines;
    private readonly IReadOnlyList<string> _cases;

    public QualityReport(IReadOnlyList<CaseScore> scores)
    {
        _scores = scores;
        _engines = [.. scores.Select(s => s.Engine).Distinct()];
        _cases = [.. scores.Select(s => s.Hole.Name).Distinct()];
    }

    /// <summary>Means, paired differences to each rival, and one table per case.</summary>
    public string ToMarkdown(IReadOnlyList<string> ours, IReadOnlyList<string> skipped)
    {
        var text = new StringBuilder();
        text.AppendLine($"# Quality: {_cases.Count} holes in {_scores.Select(s => s.Hole.Photo).Distinct().Count()} photos").AppendLine();
        AppendMeans(text);
        foreach (string engine in ours.Where(_engines.Contains))
        {
            AppendDifferences(text, engine);
        }

        AppendCases(text);
        if (skipped.Count > 0)
        {
            text.AppendLine().AppendLine("Skipped, as their photo is not installed: " + string.Join(", ", skipped) + ".");
        }

        return text.ToString();
    }

    /// <summary>One line per fill with every metric, invariant culture, empty where a metric is not defined.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("set,case,unique,engine,seed,");
        text.AppendLine(string.Join(',', Metric.All.Select(m => m.Name)) + ",kept pixels changed,largest change");
        foreach (CaseScore score in _scores)
        {
            IEnumerable<string> values = Metric.All.Select(m => m.Read(score.Scores)?.ToString("R", CultureInfo.InvariantCulture) ?? "");
            text.Append(CultureInfo.InvariantCulture, $"{score.Hole.Set},{score.Hole.Name},{score.Hole.Unique},{score.Engine},{score.Seed},");
            text.AppendLine($"{string.Join(',', values)},{score.Keep.ChangedPixels},{score.Keep.MaxDifference}");
        }

        return text.ToString();
    }

    private void AppendMeans(StringBuilder text)
    {
        text.AppendLine("Means over the cases (ratios: geometric means), averaged over seeds first. \"unique\" columns use only cases whose answer is determined.");
        text.AppendLine().AppendLine($"| engine | {string.Join(" | ", Metric.All.Select(m => m.Ideal.Length > 0 ? $"{m.Name} ({m.Ideal})" : m.Name))} | kept pixels changed |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|", Metric.All.Count + 1)));
        foreach (string engine in _engines)
        {
            IEnumerable<string> cells = Metric.All.Select(m =>
            {
                double[] values = [.. _cases.Select(c => Mean(m, engine, c)).OfType<double>()];
                return values.Length == 0 ? "–" : Format(m.FromMean(values.Average()));
            });
            int changed = _scores.Count(s => s.Engine == engine && !s.Keep.Holds);
            text.AppendLine($"| {engine} | {string.Join(" | ", cells)} | in {changed} of {_scores.Count(s => s.Engine == engine)} |");
        }

        AppendSeedSpread(text);
    }

    private void AppendSeedSpread(StringBuilder text)
    {
        foreach (string engine in _engines)
        {
            int[] seeds = [.. _scores.Where(s => s.Engine == engine).Select(s => s.Seed).Distinct()];
            if (seeds.Length > 1)
            {
                IEnumerable<string> spreads = Metric.All.Select(m =>
                {
                    double[] means = [.. seeds.Select(seed => _scores.Where(s => s.Engine == engine && s.Seed == seed && Counts(m, s))
                        .Select(s => m.ReadForMean(s.Scores)).OfType<double>().DefaultIfEmpty().Average()).Select(m.FromMean)];
                    return $"{m.Name} {Format(means.Min())}…{Format(means.Max())}";
                });
                text.AppendLine().AppendLine($"{engine}, means of single seeds: {string.Join(", ", spreads)}.");
            }
        }
    }

    private void AppendDifferences(StringBuilder text, string ours)
    {
        text.AppendLine().AppendLine($"## {ours} against each other engine").AppendLine();
        text.AppendLine("Paired over the same cases: difference (ratios: quotient) and its 95 % bootstrap interval over cases.").AppendLine();
        text.AppendLine($"| against | {string.Join(" | ", Metric.All.Select(m => m.Name))} |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|", Metric.All.Count)));
        foreach (string rival in _engines.Where(e => e != ours))
        {
            text.AppendLine($"| {rival} | {string.Join(" | ", Metric.All.Select(m => Compare(m, ours, rival)))} |");
        }
    }

    private string Compare(Metric metric, string ours, string rival)
    {
        double[] differences = [.. _cases.Select(c => Mean(metric, ours, c) - Mean(metric, rival, c)).OfType<double>()];
        if (differences.Length == 0)
        {
            return "–";
        }

        (double mean, double low, double high) = Bootstrap.Interval(differences);
        string sign = metric.IsRatio ? "×" : mean >= 0 ? "+" : "";
        return $"{sign}{Format(metric.FromMean(mean))} [{Format(metric.FromMean(low))}, {Format(metric.FromMean(high))}]";
    }

    private void AppendCases(StringBuilder text)
    {
        foreach (Metric metric in Metric.All.Where(m => m.Name is "patch/truth" or "seam" or "sharp/truth" or "PSNR all"))
        {
            text.AppendLine().AppendLine($"## {metric.Name} per case").AppendLine();
            text.AppendLine($"| case | unique | {string.Join(" | ", _engines)} |").AppendLine("|---|---|" + string.Concat(Enumerable.Repeat("---|", _engines.Count)));
            foreach (string name in _cases)
            {
                bool unique = _scores.First(s => s.Hole.Name == name).Hole.Unique;
                IEnumerable<string> cells = _engines.Select(e => Mean(metric, e, name) is double v ? Format(metric.FromMean(v)) : "–");
                text.AppendLine($"| {name} | {(unique ? "yes" : "")} | {string.Join(" | ", cells)} |");
            }
        }
    }

    private double? Mean(Metric metric, string engine, string name)
    {
        double[] values = [.. _scores.Where(s => s.Engine == engine && s.Hole.Name == name && Counts(metric, s))
            .Select(s => metric.ReadForMean(s.Scores)).OfType<double>()];
        return values.Length == 0 ? null : values.Average();
    }

    private static bool Counts(Metric metric, CaseScore score) => !metric.UniqueOnly || score.Hole.Unique;

    private static string Format(double value) => value.ToString(Math.Abs(value) >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
