using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation.Page;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Imaging;

namespace Infill.Cli.Jobs.Page;

/// <summary>The HTML page of one edit: one file with everything in it. Its only script moves the border between before and after, and runs by its hash.</summary>
internal static class JobPage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; --line: #8884; --bad: #c22; --warn: #b70 }
        @media (prefers-color-scheme: dark) { :root { --bad: #f66; --warn: #fb4 } }
        body { margin: 0 auto; max-width: 1200px; padding: 1rem }
        h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere }
        .facts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .5rem 0; padding: 0; list-style: none }
        .status { font-weight: 600 } .degraded { color: var(--warn) } .failed { color: var(--bad) }
        .compare { position: relative; display: inline-block; max-width: 100%; --at: 50% } .compare img { display: block; max-width: 100% }
        .compare .after { position: absolute; inset: 0; clip-path: inset(0 0 0 var(--at)) }
        .compare::after { content: ""; position: absolute; top: 0; bottom: 0; left: var(--at); border-left: 2px solid #fff; box-shadow: 0 0 3px #000; pointer-events: none }
        input[type=range] { display: block; width: 100%; margin: .3rem 0 0 }
        figure { margin: .5rem 0 } figure img { max-width: 100% } figcaption, .small { font-size: .85rem; opacity: .8 }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .85em/1.5 ui-monospace, monospace; border-left: 3px solid var(--line); margin: 0; padding-left: .7rem }
        """;

    private const string Script = """
        for (const slider of document.querySelectorAll("input[type=range]")) {
          slider.addEventListener("input", () => slider.previousElementSibling.style.setProperty("--at", slider.value + "%"));
        }
        """;

    /// <summary>The page's text.</summary>
    /// <param name="result">What came of the job.</param>
    /// <param name="seen">Its pictures and what each stage decided.</param>
    /// <param name="ended">When it ended, in the user's time.</param>
    public static string Make(ResultRecord result, JobSight seen, DateTimeOffset ended)
    {
        var page = new StringBuilder();
        string status = result.Status.ToString().ToLowerInvariant();
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="generator" content="Infill job">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(Convert.FromHexString(Sha256.Hash(Encoding.UTF8.GetBytes(Script))))}'">
            <meta name="viewport" content="width=device-width">
            <title>Infill {Html.Text(result.Command)}: {status}</title>
            <style>
            {Style}
            </style>
            <h1>{Html.Text(result.Command)} <bdi>{Html.Text(StandardStreams.ShowOutput(result.Input.Path))}</bdi></h1>
            <ul class="facts"><li class="status {status}">{status}<li>{Html.Text(result.Engine)}<li>{Numbers.Count(result.Mask.FilledPixels)} px asked for ({Numbers.Percent(result.Mask.Share)})<li>{Numbers.Seconds(result.Seconds)}<li>{ended.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}<li>Infill {Html.Text(result.Version.Split('+')[0])}</ul>

            """);
        foreach (string warning in result.Warnings)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"degraded\">{Html.Text(warning)}</p>\n");
        }

        int written = 0;
        foreach (OutputRecord output in result.Outputs)
        {
            (byte[]? after, IReadOnlyList<string>? decisions) = output.Status == OutputStatus.Failed ? default : seen.Written[written++];
            Append(page, output, (seen.Before, after), decisions ?? []);
        }

        if (seen.Mask.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>Mask</h2>\n<figure><img alt=\"the mask in red on the picture\" src=\"{Html.Data(seen.Mask)}\"></figure>\n");
        }

        return page.Append(CultureInfo.InvariantCulture, $"<script>{Script}</script>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, OutputRecord output, (byte[] Before, byte[]? After) pictures, IReadOnlyList<string> decisions)
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

        if (pictures.After is byte[] after)
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"compare\"><img alt=\"before\" src=\"{Html.Data(pictures.Before)}\"><img class=\"after\" alt=\"after\" src=\"{Html.Data(after)}\"></div><input type=\"range\" min=\"0\" max=\"100\" value=\"50\" aria-label=\"before left, after right\">\n<p class=\"small\">left: before, right: after</p>\n");
        }

        if (decisions.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<details open><summary>What each stage decided</summary><pre>{Html.Text(string.Join('\n', decisions))}</pre></details>\n");
        }
    }

    private static string Proof(OutputRecord output) => output.Proof is KeepProof proof
        ? $"<li>{Numbers.Count(proof.ChangedPixels)} of {Numbers.Count(proof.KeptPixels)} kept pixels changed"
        : "";
}
