using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation.Page;
using Infill.Cli.Reports;
using Infill.Cli.Streams;

namespace Infill.Cli.Jobs.Page;

/// <summary>The part of a job's page about one output: before and after, verdict, heat map, what was tried, what each stage decided.</summary>
internal static class OutputSection
{
    /// <summary>Adds it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="output">What came of it.</param>
    /// <param name="before">The picture that went in, as JPEG.</param>
    /// <param name="seen">What was seen of it; null if it failed.</param>
    public static void Append(StringBuilder page, OutputRecord output, byte[] before, SeenOutput? seen)
    {
        string status = output.Status.ToString().ToLowerInvariant();
        page.Append(CultureInfo.InvariantCulture, $"<h2><bdi>{Html.Text(StandardStreams.ShowOutput(output.Path))}</bdi></h2>\n<ul class=\"facts\"><li class=\"status {status}\">{status}<li>seed {output.Seed}<li>{Numbers.Seconds(output.Seconds)}{Proof(output)}</ul>\n");
        if (output.Error is string error)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"failed\">{Html.Text(error)}</p>\n");
        }

        foreach (string warning in output.Warnings)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"degraded\">{Html.Text(warning)}</p>\n");
        }

        if (seen is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"slide\"><div class=\"compare\"><img alt=\"before\" src=\"{Html.Data(before)}\"><img class=\"after\" alt=\"after\" src=\"{Html.Data(seen.After)}\"></div><input type=\"range\" min=\"0\" max=\"100\" value=\"50\" aria-label=\"before left, after right\"></div>\n<p class=\"small\">left: before, right: after</p>\n");
        }

        if (output.Verdict is VerdictRecord verdict)
        {
            VerdictSection.Append(page, verdict, seen?.Heat);
        }

        if (seen?.Decisions.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<details><summary>What each stage decided</summary><pre>{Html.Text(string.Join('\n', seen.Decisions))}</pre></details>\n");
        }
    }

    private static string Proof(OutputRecord output) => output.Proof is KeepProof proof
        ? $"<li>{Numbers.Count(proof.ChangedPixels)} of {Numbers.Count(proof.KeptPixels)} kept pixels changed"
        : "";
}
