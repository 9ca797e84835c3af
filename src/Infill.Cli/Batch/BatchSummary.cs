using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>The last word of a batch.</summary>
internal static class BatchSummary
{
    /// <summary>The record to stdout with <c>--json</c>, one line to stderr, and what to try next if something is missing.</summary>
    public static void Write(BatchSummaryRecord summary, Voice voice)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(summary, ReportJson.Plain.BatchSummaryRecord));
        }

        voice.Say(Line(summary));
        if (summary.Report is string report)
        {
            voice.Say($"Report: {PathText.Show(report)}");
        }

        if (Remedy(summary) is string remedy)
        {
            voice.Error.WriteLine($"Try: {remedy}");
        }
    }

    /// <summary>The record of a batch that ended.</summary>
    public static BatchSummaryRecord Of(BatchEnd end, ExitCode code, BatchPace pace, OutputFolder folder) => new()
    {
        Version = ProgramVersion.Text,
        Status = end.Status,
        ExitCode = (int)code,
        Items = end.Items,
        Done = end.Counts.Done,
        Degraded = end.Counts.Degraded,
        Skipped = end.Counts.Skipped,
        Failed = end.Counts.Failed,
        Left = end.Left,
        Stopped = end.Stop == BatchStop.None ? null : end.Stop,
        Jobs = pace.Jobs,
        MemoryBudgetMb = pace.MemoryBytes >> 20,
        OutputDir = folder.Path,
        Seconds = 0,
    };

    private static string Line(BatchSummaryRecord summary)
    {
        string[] parts =
        [
            $"Batch: {Numbers.Count(summary.Done + summary.Skipped)} of {Numbers.Count(summary.Items)} done",
            summary.Skipped > 0 ? $"{Numbers.Count(summary.Skipped)} of them earlier" : "",
            summary.Degraded > 0 ? $"{Numbers.Count(summary.Degraded)} with warnings" : "",
            summary.Failed > 0 ? $"{Numbers.Count(summary.Failed)} failed" : "",
            summary.Left > 0 ? $"{Numbers.Count(summary.Left)} left" : "",
            Reason(summary.Stopped),
        ];
        return $"{string.Join(", ", parts.Where(p => p.Length > 0))}; in {Numbers.Seconds(summary.Seconds)} → {PathText.Show(summary.OutputDir)}";
    }

    private static string Reason(BatchStop? stopped) => stopped switch
    {
        BatchStop.Interrupted => "interrupted",
        BatchStop.FailFast => "stopped at the first failure (--fail-fast)",
        BatchStop.Limit => "stopped at --limit",
        BatchStop.DiskFull => "stopped because the disk is full",
        BatchStop.OutputGone => "stopped because the output folder is gone or cannot be written to",
        _ => "",
    };

    private static string? Remedy(BatchSummaryRecord summary) => summary.Stopped switch
    {
        BatchStop.Interrupted => "the same command again; it goes on where it stopped",
        BatchStop.DiskFull => "the same command again when there is room; it goes on where it stopped",
        BatchStop.OutputGone => "the same command again when the folder is back",
        _ when summary.Failed > 0 => "the same command again; it takes up only what failed or is left",
        _ => null,
    };
}
