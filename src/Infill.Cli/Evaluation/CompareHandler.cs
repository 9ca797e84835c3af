using System.Globalization;
using System.Text;
using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>Compares two evaluations.</summary>
internal static class CompareHandler
{
    private const int MostReasons = 6;

    /// <summary>Reads, judges and reports.</summary>
    /// <returns>Failed if something is worse and that was asked for; else done.</returns>
    /// <exception cref="CliException">A file is missing, or the two do not pair.</exception>
    public static ExitCode Run(CompareArguments arguments, Voice voice)
    {
        EvalRecord before = EvalFile.Read(arguments.Before), after = EvalFile.Read(arguments.After);
        EvalComparison comparison = Compare(before, after, arguments);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(CompareOutput.Of(arguments, comparison), ReportJson.Plain.CompareOutput));
        }
        else
        {
            voice.Output.Write(Table(comparison));
        }

        foreach (string stranger in comparison.Unpaired)
        {
            voice.Say($"Not compared: {stranger}");
        }

        voice.Say(string.Create(CultureInfo.InvariantCulture, $"{comparison.Pairs} pairs in {comparison.Cases} cases, intervals at {100 * arguments.Options.Level:0.##} %: {comparison.Verdict.ToString().ToLowerInvariant()}"));
        if (comparison.Verdict != Verdict.Worse || !arguments.FailOnWorse)
        {
            return ExitCode.Done;
        }

        IEnumerable<string> worse = comparison.Judgements.Where(j => j.Verdict == Verdict.Worse).Select(j => $"{j.Against} {j.Metric}");
        voice.Error.WriteLine($"infill: '{arguments.After}' is worse than '{arguments.Before}' in {string.Join(", ", worse)}.");
        voice.Error.WriteLine($"Try: look at report.html beside {Shell.Quote(arguments.After)}");
        return ExitCode.Failed;
    }

    private static EvalComparison Compare(EvalRecord before, EvalRecord after, CompareArguments arguments)
    {
        try
        {
            return EvalComparison.Of(before, after, arguments.Options);
        }
        catch (InvalidRequestException reason)
        {
            string[] lines = [.. reason.Reasons];
            string more = lines.Length > MostReasons ? $"{Environment.NewLine}… and {lines.Length - MostReasons} more." : "";
            throw new CliException(
                ExitCode.WrongUse,
                string.Join(Environment.NewLine, lines.Take(MostReasons)) + more,
                "the same command with --common (compares what both have), or run the same cases, engines and seeds");
        }
    }

    private static string Table(EvalComparison comparison)
    {
        string[][] rows =
        [
            ["engine", "metric", "loss before", "after", "difference", "verdict"],
            .. comparison.Judgements.Select(j => new[]
            {
                j.Engine == j.Against ? j.Engine : $"{j.Engine} → {j.Against}",
                j.Metric,
                MetricText.Of(j.Before),
                MetricText.Of(j.After),
                (j.Difference.Mean > 0 ? "+" : "") + (j.Metric is Judgement.Failures or Judgement.KeptPixels ? MetricText.Of(j.Difference.Mean) : MetricText.Of(j.Difference)),
                j.Verdict.ToString().ToLowerInvariant(),
            }),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
    }
}
