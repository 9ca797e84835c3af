using System.Globalization;
using System.Reflection;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation.Page;

/// <summary>The page of an evaluation: one file without external parts, for phone and desktop, light and dark.</summary>
/// <param name="summary">What is shown.</param>
/// <param name="findPicture">Cut-out by case, engine and seed, as a JPEG file, or null.</param>
internal sealed class EvalPage(EvalSummary summary, Func<string, string, int, byte[]?> findPicture)
{
    private readonly EvalRecord _record = summary.Record;

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter writer)
    {
        EvalCaseFacts[] cases = [.. summary.Cases];
        int photos = cases.Select(c => c.Photo).Distinct().Count();
        writer.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Infill evaluation: {cases.Length} cases in {photos} photos</title>
            <style>{Resource("page.css")}</style>
            </head>
            <body>
            <header>
            <h1>Infill evaluation</h1>
            <p>{Count(cases.Length, "case")} in {Count(photos, "photo")}, {Count(_record.Engines.Count, "engine")}, seeds {string.Join(", ", _record.Seeds)}.{(_record.IsComplete ? "" : " <strong>Interrupted: not all cases were run.</strong>")}</p>
            <nav><a href="#means">Means</a> <a href="#against">Differences</a> <a href="#notes">To look at</a> <a href="#table">All cases</a> <a href="#cases">Pictures</a></nav>
            </header>
            <main>

            """);
        var tables = new SummaryTables(summary);
        tables.WriteMeans(writer);
        tables.WriteDifferences(writer);
        new CaseNotes(summary).Write(writer);
        new CaseTable(summary).Write(writer);
        new CaseCards(summary, findPicture).Write(writer);
        WriteFoot(writer);
        writer.Write($"</main>\n{CaseCards.Viewer}\n<script>{Resource("page.js")}</script>\n</body>\n</html>\n");
    }

    private void WriteFoot(TextWriter writer)
    {
        TraceEnvironment machine = _record.Environment;
        writer.Write("<section><h2>Engines and machine</h2><dl>");
        foreach (EvalEngine engine in _record.Engines)
        {
            writer.Write($"<dt>{Html.Text(engine.Name)}</dt><dd>{(engine.Command is null ? "of this library" : $"<code>{Html.Text(engine.Command)}</code>")}{(engine.UsesSeed ? "" : ", no seed")}</dd>");
        }

        writer.Write($"<dt>machine</dt><dd>Infill {Html.Text(machine.Version)}, {Html.Text(machine.Runtime)}, {Html.Text(machine.OperatingSystem)}, {machine.LogicalCores} cores</dd></dl></section>\n");
    }

    private static string Count(int count, string what) => $"{count.ToString(CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : "s")}";

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"eval/{name}")
            ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
