using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation.Page;

/// <summary>What a reader must not miss: cases that were not run, fills that failed, and cases that the first engine loses plainly.</summary>
/// <param name="summary">What is shown.</param>
internal sealed class CaseNotes(EvalSummary summary)
{
    /// <summary>A patch distance of this many times the best rival's is a plain loss.</summary>
    public const double PlainLoss = 2;

    /// <summary>Writes the notes; nothing if there is nothing to say.</summary>
    public void Write(TextWriter writer)
    {
        string[] notes = [.. Losses(), .. Failures(), .. summary.Record.Cases.Where(c => c.Skipped is not null).Select(c => $"Not run: {Html.Text(c.Skipped!)}")];
        writer.Write("<section id=\"notes\"><h2>To look at</h2>");
        writer.Write(notes.Length == 0 ? "<p>Nothing: every case was run, no fill failed, no case is lost plainly.</p>" : $"<ul>{string.Concat(notes.Select(n => $"<li>{n}</li>"))}</ul>");
        writer.Write("</section>\n");
    }

    private IEnumerable<string> Losses()
    {
        string ours = summary.Record.Engines[0].Name;
        foreach (EvalCaseFacts facts in summary.WorstFirst(ours))
        {
            if (summary.LossRatio(ours, facts.Name) is double ratio and > PlainLoss)
            {
                bool isDoubted = summary.Fills(facts.Name, ours).Any(f => f.IsDoubted());
                yield return $"<a href=\"#{CaseCards.Anchor(facts)}\">{Html.Text(facts.Name)}</a>: {Html.Text(ours)} is {MetricText.Of(ratio)} times as far from the truth as the best other engine, "
                    + (isDoubted ? "and said that it was not sure." : "<strong>and did not say that it was not sure.</strong>");
            }
        }
    }

    private IEnumerable<string> Failures() =>
        from result in summary.Record.Results
        where result.Error is not null
        select $"{Html.Text(result.Case)}, {Html.Text(result.Engine)}, seed {result.Seed}: {Html.Text(result.Error!)}";
}
