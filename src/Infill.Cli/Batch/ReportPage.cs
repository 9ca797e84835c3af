using System.Globalization;
using System.Net;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>The HTML page of a batch: one file with everything in it, written item by item. No script runs in it, whatever the files are called.</summary>
/// <param name="writer">Where the page goes.</param>
/// <param name="folder">Where outputs are.</param>
/// <param name="home">Folder of the page, from which links start.</param>
internal sealed class ReportPage(TextWriter writer, OutputFolder folder, string home)
{
    /// <summary>By this an older page is known, which a new one may replace.</summary>
    public const string Mark = "<meta name=\"generator\" content=\"Infill batch\">";

    private const string Style = """
        :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; --line: #8884; --bad: #c22; --warn: #b70 }
        @media (prefers-color-scheme: dark) { :root { --bad: #f66; --warn: #fb4 } }
        body { margin: 0 auto; max-width: 1500px; padding: 1rem }
        h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem }
        code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
        .facts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .5rem 0; padding: 0; list-style: none }
        .facts b { font-variant-numeric: tabular-nums }
        nav { margin: 1rem 0 } nav label { border: 1px solid var(--line); border-radius: 1rem; padding: .2rem .8rem; cursor: pointer; margin-right: .3rem }
        input[name=show] { position: absolute; opacity: 0 }
        #all:checked ~ nav label[for=all], #bad:checked ~ nav label[for=bad], #warned:checked ~ nav label[for=warned] { background: #8883; font-weight: 600 }
        input[name=show]:focus-visible ~ nav { outline: 2px solid; outline-offset: 4px }
        #bad:checked ~ main article:not(.failed), #warned:checked ~ main article:not(.degraded) { display: none }
        main { align-items: start; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)) }
        article { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem; content-visibility: auto; contain-intrinsic-size: auto 250px; min-width: 0 }
        article h3 { font-size: .95rem; font-weight: 500; margin: 0 0 .4rem; overflow-wrap: anywhere }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .4rem } figure { margin: 0; min-width: 0 }
        figure img { width: 100%; height: 170px; object-fit: contain; background: #8882 } figcaption, .small { font-size: .8rem; opacity: .75 }
        .failed { border-color: var(--bad) } .failed p { color: var(--bad); margin: .2rem 0; overflow-wrap: anywhere } .degraded { border-color: var(--warn) }
        .degraded p { color: var(--warn); margin: .2rem 0; font-size: .85rem }
        """;

    /// <summary>Title, numbers and the switches that hide what went well.</summary>
    /// <param name="summary">The numbers.</param>
    /// <param name="command">What was asked for, for people.</param>
    /// <param name="ended">When the batch ended, in the user's time.</param>
    public void Begin(BatchSummaryRecord summary, string command, DateTimeOffset ended)
    {
        writer.Write($"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            {Mark}
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>Infill: {summary.Done + summary.Skipped} of {summary.Items} done</title>
            <style>
            {Style}
            </style>
            <h1>{Numbers.Count(summary.Done + summary.Skipped)} of {Numbers.Count(summary.Items)} pictures done</h1>
            <ul class="facts">
            {Fact("failed", summary.Failed)}{Fact("with warnings", summary.Degraded)}{Fact("done earlier", summary.Skipped)}{Fact("left", summary.Left)}<li>{Numbers.Seconds(summary.Seconds)}<li>{ended.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}<li>Infill {Text(summary.Version.Split('+')[0])}
            </ul>
            <p class="small"><code>{Text(command)}</code> → <code>{Text(PathText.Show(summary.OutputDir))}</code></p>
            <input type="radio" name="show" id="all" checked><input type="radio" name="show" id="bad"><input type="radio" name="show" id="warned">
            <nav><label for="all">all</label><label for="bad">failed</label><label for="warned">with warnings</label></nav>
            <main>

            """);
    }

    /// <summary>One item.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="thumbnails">Its pictures before and after as JPEG files, or null.</param>
    public void Add(ItemOutcome outcome, (byte[] Before, byte[] After)? thumbnails)
    {
        bool isWarned = outcome.Warnings.Count > 0 && outcome.Status != ItemStatus.Failed;
        string kind = outcome.Status == ItemStatus.Failed ? "failed" : isWarned ? "degraded" : "done";
        writer.Write($"<article class=\"{kind}\"><h3><bdi>{Text(BatchTeller.Where(outcome.Item))}</bdi></h3>");
        foreach (string reason in outcome.Failure?.Reasons ?? outcome.Warnings)
        {
            writer.Write($"<p>{Text(PathText.Show(reason))}</p>");
        }

        if (outcome.Status != ItemStatus.Failed)
        {
            string output = folder.At(outcome.Item.Output!);
            writer.Write("<div class=\"pair\">");
            Picture("before", outcome.Item.Input, thumbnails?.Before);
            Picture("after", output, thumbnails?.After);
            writer.Write($"</div><div class=\"small\">{Facts(outcome)}</div>");
        }

        writer.Write("</article>\n");
    }

    /// <summary>Closes the page.</summary>
    public void End() => writer.Write("</main>\n</html>\n");

    private static string Facts(ItemOutcome outcome) => string.Join(" · ", new[]
    {
        outcome.Status == ItemStatus.Skipped ? "done earlier" : Numbers.Seconds(outcome.Seconds),
        outcome.Bytes is long bytes ? $"{Numbers.Count((bytes + 1023) / 1024)} KB" : "",
        outcome.Attempts > 1 ? $"{outcome.Attempts} attempts" : "",
    }.Where(fact => fact.Length > 0));

    private static string Fact(string name, int count) => count > 0 ? $"<li><b>{Numbers.Count(count)}</b> {name}" : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private void Picture(string caption, string path, byte[]? jpeg)
    {
        string picture = jpeg is null ? "" : $"<img loading=\"lazy\" decoding=\"async\" alt=\"{caption}\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}\">";
        writer.Write($"<figure><a href=\"{Text(Link(path))}\">{picture}<figcaption>{caption}</figcaption></a></figure>");
    }

    /// <summary>A link from the page to a file; every sign that means something in an address is escaped, a colon too.</summary>
    private string Link(string path) => string.Join('/', Path.GetRelativePath(home, Path.GetFullPath(path)).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
