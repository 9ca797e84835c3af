using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation.Page;

/// <summary>The pictures of every case side by side: truth, hole, then each engine and seed.</summary>
/// <param name="summary">What is shown.</param>
/// <param name="findPicture">Cut-out by case, engine and seed, as a JPEG file, or null.</param>
internal sealed class CaseCards(EvalSummary summary, Func<string, string, int, byte[]?> findPicture)
{
    /// <summary>Shows one picture large; the script fills it.</summary>
    public const string Viewer = """
        <dialog id="viewer"><div class="stage"><img alt=""></div><p class="what"></p>
        <p class="keys"><button data-do="prev">‹</button><button data-do="flip">flip truth (space)</button><button data-do="next">›</button><button data-do="zoom">zoom</button><button data-do="close">close</button></p></dialog>
        """;

    private static readonly string[] Shown = ["patch", "seam", "sharp", "psnr", "patchRing"];

    /// <summary>Name of a case's place in the page.</summary>
    public static string Anchor(EvalCaseFacts facts) => "c-" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(facts.Name));

    /// <summary>Writes one card per case, worst case of the first engine first.</summary>
    public void Write(TextWriter writer)
    {
        string ours = summary.Record.Engines[0].Name;
        writer.Write("<section id=\"cases\"><h2>Pictures</h2><p>Cut-outs at real pixels. Click one to enlarge it; there, space flips to the truth and arrows go on.</p><div id=\"cards\">");
        foreach (EvalCaseFacts facts in summary.WorstFirst(ours))
        {
            WriteCard(writer, facts, ours);
        }

        writer.Write("</div></section>\n");
    }

    private void WriteCard(TextWriter writer, EvalCaseFacts facts, string ours)
    {
        string loss = summary.LossRatio(ours, facts.Name) is double ratio ? $"{Html.Text(ours)} {MetricText.Of(ratio)}× the best other" : "";
        string kind = facts.IsSoft() ? "soft surroundings" : "detailed surroundings";
        string[] words = [Path.GetFileName(facts.Photo), facts.Why, $"{facts.HolePixels} px", kind, facts.Unique ? "unique answer" : ""];
        writer.Write($"<article id=\"{Anchor(facts)}\"><h3>{Html.Text(facts.Name)} <span>{loss}</span></h3><p>{Html.Text(string.Join(" · ", words.Where(w => w.Length > 0)))}</p><div class=\"row\">");
        WritePicture(writer, facts, (CaseLook.Truth, 0), "truth", "");
        WritePicture(writer, facts, (CaseLook.Input, 0), "hole", "");
        foreach (EvalEngine engine in summary.Record.Engines)
        {
            foreach (EvalResult fill in summary.Fills(facts.Name, engine.Name))
            {
                WriteFill(writer, facts, engine, fill);
            }
        }

        writer.Write("</div></article>\n");
    }

    private void WriteFill(TextWriter writer, EvalCaseFacts facts, EvalEngine engine, EvalResult fill)
    {
        string title = engine.UsesSeed && summary.Record.Seeds.Count > 1 ? $"{engine.Name} · seed {fill.Seed}" : engine.Name;
        if (fill.Error is string error)
        {
            writer.Write($"<figure class=\"failed\"><figcaption><b>{Html.Text(title)}</b><span>failed: {Html.Text(error)}</span></figcaption></figure>");
            return;
        }

        IEnumerable<string> numbers =
            from key in Shown
            let metric = EvalMetrics.Find(key)!
            where !metric.DeterminedOnly || facts.IsDetermined()
            where key != "patchRing" || !facts.HasTruth
            let value = metric.Read(fill.Scores!)
            where value is not null
            select $"{metric.Key} {MetricText.Of(value)}";
        string[] more =
        [
            .. numbers,
            .. fill.Confidence is FillConfidence sure ? [$"sure {MetricText.Of(sure.Mean)}"] : Array.Empty<string>(),
            .. fill.Keep!.Holds ? Array.Empty<string>() : [$"changed {fill.Keep.ChangedPixels} kept pixels by up to {fill.Keep.MaxDifference}"],
            .. fill.Warnings,
        ];
        WritePicture(writer, facts, (engine.Name, fill.Seed), title, string.Join(" · ", more));
    }

    private void WritePicture(TextWriter writer, EvalCaseFacts facts, (string Engine, int Seed) fill, string title, string text)
    {
        if (findPicture(facts.Name, fill.Engine, fill.Seed) is byte[] jpeg)
        {
            string caption = text.Length == 0 ? "" : $"<span>{Html.Text(text)}</span>";
            writer.Write($"<figure><img loading=\"lazy\" decoding=\"async\" alt=\"{Html.Text(title)}\" src=\"{Html.Data(jpeg)}\"><figcaption><b>{Html.Text(title)}</b>{caption}</figcaption></figure>");
        }
    }
}
