using System.Globalization;
using System.Text;
using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>Tells the user how an evaluation went.</summary>
internal static class EvalReport
{
    /// <summary>Table or record to stdout, talk to stderr.</summary>
    /// <returns>Done; some failed if an engine failed on a case or a case could not be run; failed if nothing was scored.</returns>
    public static ExitCode Write(EvalRecord record, EvalFolder folder, Voice voice)
    {
        var summary = new EvalSummary(record);
        int failed = record.Results.Count(r => r.Error is not null);
        int skipped = record.Cases.Count(c => c.Skipped is not null);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(EvalOutput.Of(summary, folder), ReportJson.Plain.EvalOutput));
        }
        else
        {
            voice.Output.Write(Table(summary));
        }

        foreach (EvalCaseFacts facts in record.Cases.Where(c => c.Skipped is not null))
        {
            voice.Error.WriteLine($"infill: not run: {facts.Skipped}");
        }

        voice.Say($"{summary.Cases.Count()} cases, {record.Results.Count - failed} fills, {failed} failed, {skipped} cases not run → {folder.PagePath}");
        if (failed + skipped > 0)
        {
            voice.Error.WriteLine("Try: the same command with --resume, once the reasons above are gone");
        }

        bool isEmpty = record.Results.All(r => r.Error is not null);
        return isEmpty ? ExitCode.Failed : failed + skipped > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <summary>One line of talk about a finished case.</summary>
    public static string CaseLine(int done, int count, EvalCaseFacts facts, IReadOnlyList<EvalResult> results)
    {
        IEnumerable<string> fills = results.GroupBy(r => r.Engine).Select(g => $"{g.Key} {Patch(g)}");
        return $"{done}/{count} {facts.Name}: {(facts.Skipped is null ? string.Join(", ", fills) : "not run")}";
    }

    private static string Patch(IEnumerable<EvalResult> fills)
    {
        double[] values = [.. fills.Select(f => f.Scores?.PatchToTruth ?? f.Scores?.PatchToRing).OfType<double>()];
        return values.Length == 0 ? "failed" : values.Average().ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static string Table(EvalSummary summary)
    {
        var text = new StringBuilder();
        IReadOnlyList<EvalMetric> metrics = summary.Metrics;
        int first = Math.Max(6, summary.Record.Engines.Select(e => e.Name.Length).DefaultIfEmpty().Max());
        text.Append("engine".PadRight(first));
        foreach (EvalMetric metric in metrics)
        {
            text.Append("  ").Append(metric.Key.PadRight(20));
        }

        text.AppendLine("  seconds");
        foreach (EvalEngine engine in summary.Record.Engines)
        {
            text.Append(engine.Name.PadRight(first));
            foreach (EvalMetric metric in metrics)
            {
                text.Append("  ").Append(MetricText.Of(summary.Mean(metric, engine.Name)).PadRight(20));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"  {summary.Median(engine.Name, r => r.Seconds):0.00}");
        }

        return text.ToString();
    }
}
