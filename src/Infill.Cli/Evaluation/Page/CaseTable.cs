using System.Globalization;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation.Page;

/// <summary>One row per case; a click on a heading sorts, and the pictures below follow.</summary>
/// <param name="summary">What is shown.</param>
internal sealed class CaseTable(EvalSummary summary)
{
    private readonly IReadOnlyList<EvalEngine> _engines = summary.Record.Engines;
    private readonly EvalMetric _metric = summary.Metrics.Contains(EvalMetrics.Patch) ? EvalMetrics.Patch : EvalMetrics.Find("patchRing")!;

    /// <summary>Writes the table, worst case of the first engine first.</summary>
    public void Write(TextWriter writer)
    {
        string ours = _engines[0].Name;
        writer.Write($"<section id=\"table\"><h2>All cases</h2><p>{Html.Text(_metric.Title)} per engine, mean over seeds; “loss” is that of {Html.Text(ours)} over the best other engine's. A click on a heading sorts.</p>");
        writer.Write("<div class=\"wide\"><table class=\"sort\"><thead><tr><th>case</th><th>photo</th><th>hole px</th><th title=\"Mean squared gradient of L* around the hole\">detail around</th><th>loss</th><th title=\"Mean confidence of the first engine\">sure</th>");
        foreach (EvalEngine engine in _engines)
        {
            writer.Write($"<th>{Html.Text(engine.Name)}</th>");
        }

        writer.Write("</tr></thead><tbody>");
        foreach (EvalCaseFacts facts in summary.WorstFirst(ours))
        {
            writer.Write($"<tr data-case=\"{CaseCards.Anchor(facts)}\"><th><a href=\"#{CaseCards.Anchor(facts)}\">{Html.Text(facts.Name)}</a></th><td>{Html.Text(Path.GetFileName(facts.Photo))}</td>");
            writer.Write($"<td data-v=\"{facts.HolePixels}\">{facts.HolePixels.ToString("N0", CultureInfo.InvariantCulture)}</td>");
            writer.Write(Html.Cell(facts.RingGradient));
            double? loss = summary.LossRatio(ours, facts.Name);
            writer.Write(Html.Cell(loss, loss > CaseNotes.PlainLoss ? "bad" : loss < 1 ? "good" : null));
            writer.Write(Html.Cell(summary.Fills(facts.Name, ours).Average(f => f.Confidence?.Mean)));
            double? best = _engines.Min(e => summary.CaseMean(_metric, e.Name, facts.Name));
            foreach (EvalEngine engine in _engines)
            {
                double? value = summary.CaseMean(_metric, engine.Name, facts.Name);
                writer.Write(Html.Cell(value, value is not null && value == best && _engines.Count > 1 ? "best" : null));
            }

            writer.Write("</tr>");
        }

        writer.Write("</tbody></table></div></section>\n");
    }
}
