using System.Globalization;
using System.Text;
using Infill.Evaluation.Runs;

namespace Infill.Evaluation.Statistics;

/// <summary>An evaluation as a table for other programs: one line per fill, invariant numbers, empty where a metric is not defined.</summary>
public static class EvalCsv
{
    private static readonly (string Name, Func<EvalCaseFacts, EvalResult, string?> Read)[] Facts =
    [
        ("case", (c, _) => c.Name),
        ("set", (c, _) => c.Set),
        ("photo", (c, _) => Path.GetFileName(c.Photo)),
        ("hole_px", (c, _) => c.HolePixels.ToString(CultureInfo.InvariantCulture)),
        ("soft", (c, _) => c.IsSoft() ? "1" : "0"),
        ("determined", (c, _) => c.IsDetermined() ? "1" : "0"),
        ("engine", (_, r) => r.Engine),
        ("seed", (_, r) => r.Seed.ToString(CultureInfo.InvariantCulture)),
        ("error", (_, r) => r.Error),
        ("kept_changed", (_, r) => r.Keep?.ChangedPixels.ToString(CultureInfo.InvariantCulture)),
        ("largest_change", (_, r) => r.Keep?.MaxDifference.ToString(CultureInfo.InvariantCulture)),
        ("confidence", (_, r) => Number(r.Confidence?.Mean)),
        ("confidence_low", (_, r) => Number(r.Confidence?.Low)),
        ("warnings", (_, r) => r.Warnings.Count.ToString(CultureInfo.InvariantCulture)),
        ("seconds", (_, r) => Number(r.Seconds)),
        ("cpu_seconds", (_, r) => Number(r.CpuSeconds)),
        ("cached", (_, r) => r.IsCached ? "1" : "0"),
    ];

    /// <summary>The whole text, with a line of headings.</summary>
    public static string Write(EvalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var text = new StringBuilder();
        text.AppendJoin(',', Facts.Select(f => f.Name).Concat(EvalMetrics.All.Select(m => m.Key))).Append('\n');
        Dictionary<string, EvalCaseFacts> cases = record.Cases.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (EvalResult result in record.Results)
        {
            IEnumerable<string?> facts = Facts.Select(f => f.Read(cases[result.Case], result));
            IEnumerable<string?> metrics = EvalMetrics.All.Select(m => Number(result.Scores is null ? null : m.Read(result.Scores)));
            text.AppendJoin(',', facts.Concat(metrics).Select(Quote)).Append('\n');
        }

        return text.ToString();
    }

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    // RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe before it.
    private static string Quote(string? cell)
    {
        string text = cell ?? "";
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        string safe = !isNumber && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
