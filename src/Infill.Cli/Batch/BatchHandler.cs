using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Runs a batch and reports it.</summary>
internal static class BatchHandler
{
    /// <summary>Plans, opens the journal, works, sums up.</summary>
    /// <exception cref="CliException">The batch cannot be run as it stands; nothing was changed.</exception>
    public static ExitCode Run(BatchArguments batch, Voice voice, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        using EngineShelf shelf = new EngineShelf();
        var folder = new OutputFolder(batch.OutputFolder);
        if (batch.IsDryRun)
        {
            BatchChecks.Require(batch, shelf);
            return new BatchDryRun(batch, folder, shelf).Run(voice, cancellationToken);
        }

        ReportFile? report = batch.Report is string path ? new ReportFile(path) : null;
        BatchChecks.Require(batch, shelf);
        BatchPlan plan = BatchPlanner.Plan(batch, folder, voice, cancellationToken);
        report?.RequireOurs(folder);
        foreach (string note in plan.Notes)
        {
            voice.Say(note);
        }

        BatchChecks.MakeFolder(folder);
        using BatchJournal journal = BatchJournal.Open(folder, batch);
        JournalMatch.Require(plan.Items, journal, folder, isManifest: batch.Sources.Manifest is not null);
        StaleTemporaries.Remove(plan.Items.Select(item => item.Output).OfType<string>().Concat(journal.Outputs().Select(line => line.Output!)), folder);
        using var thumbnails = new ThumbnailStore(folder, batch.Fresh);
        var work = new BatchWork(batch, folder, journal, thumbnails, shelf) { Time = time };
        (BatchEnd end, IReadOnlyList<ItemOutcome> outcomes) = batch.Sources.Watch is null
            ? work.Run(plan.Items, voice, cancellationToken)
            : work.Watch(new WatchSource(batch, new PairPlanner(batch, folder), time), voice, cancellationToken);
        BatchSummaryRecord summary = BatchSummary.Of(end, end.ToExitCode(voice.Talk.Strict), batch.Pace, folder) with { Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3) };
        summary = Write(report, summary with { Report = report?.Path }, batch, new ReportItems(folder, outcomes, thumbnails), voice);
        BatchSummary.Write(summary, voice);
        return (ExitCode)summary.ExitCode;
    }

    /// <summary>Writes the page; if that fails, the summary says so, and an exit code of 0 becomes that of a missing output.</summary>
    private static BatchSummaryRecord Write(ReportFile? report, BatchSummaryRecord summary, BatchArguments batch, ReportItems items, Voice voice)
    {
        try
        {
            report?.Write(summary, ItemStamp.Describe(batch), TimeProvider.System.GetLocalNow(), items);
            return summary;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            voice.Error.WriteLine($"infill: The report '{PathText.Show(report!.Path)}' cannot be written: {reason.Message}");
            return summary with { Report = null, ExitCode = summary.ExitCode == (int)ExitCode.Done ? (int)ExitCode.SomeFailed : summary.ExitCode };
        }
    }
}
