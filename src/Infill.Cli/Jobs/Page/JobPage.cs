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
        .slide { display: inline-block; max-width: 100% } .compare { position: relative; display: inline-block; max-width: 100%; --at: 50% } .compare img { display: block; max-width: 100% }
        .compare .after { position: absolute; inset: 0; clip-path: inset(0 0 0 var(--at)) }
        .compare::after { content: ""; position: absolute; top: 0; bottom: 0; left: var(--at); border-left: 2px solid #fff; box-shadow: 0 0 3px #000; pointer-events: none }
        input[type=range] { display: block; width: 100%; margin: .3rem 0 0 }
        figure { margin: .5rem 0 } figure img { max-width: 100% } figcaption, .small { font-size: .85rem; opacity: .8 }
        table { border-collapse: collapse; font-size: .9rem } th { font-weight: 500; opacity: .7 } th, td { border-bottom: 1px solid var(--line); padding: .15rem .8rem .15rem 0; text-align: left; vertical-align: top } td { overflow-wrap: break-word } td:has(.bar) { white-space: nowrap }
        tr.kept { font-weight: 600 } tr.degraded td:first-child { color: var(--warn) } details { margin: .5rem 0; overflow-x: auto } summary { cursor: pointer }
        .bar { display: inline-block; width: 6rem; height: .6rem; background: #8883 } .bar i { display: block; height: 100%; background: var(--warn) } .kept .bar i { background: #4a4 }
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
            OutputSection.Append(page, output, seen.Before, output.Status == OutputStatus.Failed ? null : seen.Written[written++]);
        }

        if (seen.Mask.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>Mask</h2>\n<figure><img alt=\"the mask in red on the picture\" src=\"{Html.Data(seen.Mask)}\"></figure>\n");
        }

        return page.Append(CultureInfo.InvariantCulture, $"<script>{Script}</script>\n</html>\n").ToString();
    }
}
