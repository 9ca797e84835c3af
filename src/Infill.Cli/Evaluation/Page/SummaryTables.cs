using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation.Page;

/// <summary>Means per engine and paired differences, one table per question.</summary>
/// <param name="summary">What is shown.</param>
internal sealed class SummaryTables(EvalSummary summary)
{
    private static readonly (string Name, Func<EvalCaseFacts, bool>? Only)[] Parts =
    [
        ("all cases", null),
        ("soft surroundings", c => c.IsSoft()),
        ("detailed surroundings", c => !c.IsSoft()),
    ];

    private readonly IReadOnlyList<EvalMetric> _metrics = summary.Metrics;
    private readonly IReadOnlyList<EvalEngine> _engines = summary.Record.Engines;

    /// <summary>One table over all metrics, then each metric by kind of surroundings.</summary>
    public void WriteMeans(TextWriter writer)
    {
        writer.Write("<section id=\"means\"><h2>Means</h2><p>Over the cases, averaged over seeds first; in brackets 95 % bootstrap intervals over cases. The best of a column is bold.</p>");
        writer.Write("<div class=\"wide\"><table><thead><tr><th>engine</th>");
        foreach (EvalMetric metric in _metrics)
        {
            writer.Write($"<th title=\"{Html.Text(metric.Meaning)}\">{Html.Text(metric.Title)}</th>");
        }

        writer.Write("<th title=\"Fills in which pixels that the mask keeps were changed\">changed kept pixels</th><th title=\"Median of all fills\">seconds</th><th title=\"Median processor time of all threads\">CPU s</th></tr></thead><tbody>");
        foreach (EvalEngine engine in _engines)
        {
            writer.Write($"<tr><th>{Html.Text(engine.Name)}</th>");
            foreach (EvalMetric metric in _metrics)
            {
                writer.Write(Html.Cell(summary.Mean(metric, engine.Name), css: IsBest(metric, engine.Name, null) ? "best" : null));
            }

            EvalResult[] fills = [.. summary.Record.Results.Where(r => r.Engine == engine.Name && r.Keep is not null)];
            writer.Write($"<td>{fills.Count(f => !f.Keep!.Holds)} of {fills.Length}</td>");
            writer.Write(Html.Cell(summary.Median(engine.Name, r => r.Seconds)) + Html.Cell(summary.Median(engine.Name, r => r.CpuSeconds)) + "</tr>");
        }

        writer.Write("</tbody></table></div>");
        foreach (EvalMetric metric in _metrics)
        {
            WriteMetric(writer, metric);
        }

        writer.Write("</section>\n");
    }

    /// <summary>Every engine against the first one.</summary>
    public void WriteDifferences(TextWriter writer)
    {
        string ours = _engines[0].Name;
        if (_engines.Count < 2)
        {
            return;
        }

        writer.Write($"<section id=\"against\"><h2>{Html.Text(ours)} against each other engine</h2>");
        writer.Write("<p>Paired over the same cases: difference (× quotient for ratios) with its 95 % interval. Green: surely better, red: surely worse.</p>");
        writer.Write("<div class=\"wide\"><table><thead><tr><th>against</th>");
        foreach (EvalMetric metric in _metrics)
        {
            writer.Write($"<th title=\"{Html.Text(metric.Meaning)}\">{Html.Text(metric.Title)}</th>");
        }

        writer.Write("</tr></thead><tbody>");
        foreach (EvalEngine rival in _engines.Skip(1))
        {
            writer.Write($"<tr><th>{Html.Text(rival.Name)}</th>");
            foreach (EvalMetric metric in _metrics)
            {
                Interval? difference = summary.Difference(metric, ours, rival.Name);
                writer.Write(Html.Cell(difference, metric.IsRatio ? "×" : difference?.Mean >= 0 ? "+" : "", Judge(metric, difference)));
            }

            writer.Write("</tr>");
        }

        writer.Write("</tbody></table></div></section>\n");
    }

    private void WriteMetric(TextWriter writer, EvalMetric metric)
    {
        writer.Write($"<details><summary>{Html.Text(metric.Title)}</summary><p>{Html.Text(metric.Meaning)}</p><div class=\"wide\"><table><thead><tr><th>engine</th>");
        foreach ((string name, Func<EvalCaseFacts, bool>? only) in Parts)
        {
            int count = summary.Cases.Count(c => (only is null || only(c)) && (!metric.DeterminedOnly || c.IsDetermined()));
            writer.Write($"<th>{name} ({count})</th>");
        }

        writer.Write("<th>means of single seeds</th></tr></thead><tbody>");
        foreach (EvalEngine engine in _engines)
        {
            writer.Write($"<tr><th>{Html.Text(engine.Name)}</th>");
            foreach ((_, Func<EvalCaseFacts, bool>? only) in Parts)
            {
                writer.Write(Html.Cell(summary.Mean(metric, engine.Name, only), css: IsBest(metric, engine.Name, only) ? "best" : null));
            }

            writer.Write($"<td>{(summary.SeedSpread(metric, engine.Name) is (double low, double high) ? $"{MetricText.Of(low)} … {MetricText.Of(high)}" : "–")}</td></tr>");
        }

        writer.Write("</tbody></table></div></details>");
    }

    private bool IsBest(EvalMetric metric, string engine, Func<EvalCaseFacts, bool>? only)
    {
        double? Distance(string name) => summary.Mean(metric, name, only)?.Mean is double mean ? metric.DistanceFromIdeal(mean) : null;
        return _engines.Count > 1 && Distance(engine) is double own && _engines.Min(e => Distance(e.Name)) == own;
    }

    private static string? Judge(EvalMetric metric, Interval? difference)
    {
        if (difference is null || !difference.IsKnown || metric.Loss is null || metric.IsRatio)
        {
            return null;
        }

        bool isAbove = difference.IsAbove(0), isBelow = difference.IsBelow(0);
        return metric.MoreIsBetter ? (isAbove ? "good" : isBelow ? "bad" : null) : isBelow ? "good" : isAbove ? "bad" : null;
    }
}
