using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation.Page;
using Infill.Cli.Reports;

namespace Infill.Cli.Jobs.Page;

/// <summary>What the gate says of an output, and what was tried for it, as tables with bars.</summary>
internal static class VerdictSection
{
    /// <summary>Findings from this probability on are marked.</summary>
    private const double Telling = 0.5;

    /// <summary>Adds verdict, heat map, findings, attempts and passes; what there is not leaves no trace.</summary>
    public static void Append(StringBuilder page, VerdictRecord verdict, byte[]? heat)
    {
        page.Append(CultureInfo.InvariantCulture, $"<p>The gate says <span class=\"status {Css(verdict.Status)}\">{Html.Text(verdict.Status)}</span>: doubt {Percent(verdict.Probability)}, degraded from {Percent(verdict.Limit)} on.</p>\n");
        if (verdict.Reasons.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<ul>{string.Concat(verdict.Reasons.Select(reason => $"<li class=\"degraded\">{Html.Text(reason)}"))}</ul>\n");
        }

        if (heat is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<details open><summary>Where something is wrong</summary><figure><img alt=\"heat map: yellow a little, red most\" src=\"{Html.Data(heat)}\"><figcaption>yellow: a little, red: most</figcaption></figure></details>\n");
        }

        if (verdict.Findings.Count > 0)
        {
            Table(page, "What the gate looked at", ["detector", "probability", "where"], verdict.Findings.OrderByDescending(f => f.Probability)
                .Select(f => Row(f.Probability >= Telling ? "degraded" : "", Text(f.Detector), Bar(f.Probability), Text(Place(f.Where)))));
        }

        if (verdict.Attempts.Count > 0)
        {
            Table(page, "What was tried", ["attempt", "engine", "seed", "blend", "doubt", ""], verdict.Attempts
                .Select(a => Row(a.IsKept ? "kept" : "", Text(a.Reason), Text(a.Engine), Text(Invariant(a.Seed)), Text(a.Blend.ToString().ToLowerInvariant()), a.Probability is double doubt ? Bar(doubt) : Text(a.Error ?? ""), Text(a.IsKept ? "kept" : ""))));
        }

        if (verdict.Refinement is TraceRefinement refinement)
        {
            string first = refinement.FillFirst ? "after the fill" : "on the picture as it stood";
            Table(page, $"Refinement, {first}: {refinement.Stopped}", ["pass", "region", "engine", "seed", "doubt before", "doubt after", ""], refinement.Passes
                .Select(p => Row(p.IsKept ? "kept" : "", Text(p.Name), Text(p.Place.IsEmpty ? p.Region : $"{p.Region} {p.Place}"), Text(p.Engine), Text(Invariant(p.Seed)), Bar(p.ProbabilityBefore), p.ProbabilityAfter is double after ? Bar(after) : Text(""), Text(Outcome(p)))));
        }
    }

    private static string Outcome(TracePass pass) =>
        pass.Skipped is string skipped ? $"left out: {skipped}" : pass.Error is string error ? $"failed: {error}" : pass.IsKept ? "kept" : "undone";

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<string> rows) => page.Append(
        CultureInfo.InvariantCulture,
        $"<details open><summary>{Html.Text(title)}</summary><table><thead><tr>{string.Concat(heads.Select(head => $"<th>{Html.Text(head)}"))}</thead><tbody>{string.Concat(rows)}</tbody></table></details>\n");

    private static string Row(string css, params string[] cells) => $"<tr class=\"{css}\">{string.Concat(cells.Select(cell => $"<td>{cell}"))}\n";

    private static string Text(string text) => Html.Text(text);

    private static string Bar(double share) => $"<span class=\"bar\"><i style=\"width:{Percent(Math.Clamp(share, 0, 1))}\"></i></span> {Percent(share)}";

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Place(AreaRecord? where) => where is null ? "" : $"{where.Width}×{where.Height} at ({where.X}, {where.Y})";

    // A status is one of three words; anything else must not become a class.
    private static string Css(string status) => status is "completed" or "degraded" ? status : "failed";
}
