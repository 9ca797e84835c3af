using Infill.Cli.Commands;
using Infill.Engines;

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
        EngineCatalog engines = BuiltInEngines.CreateCatalog();
        var folder = new OutputFolder(batch.OutputFolder);
        BatchChecks.Require(batch, engines);
        BatchPlan plan = BatchPlanner.Plan(batch, folder, voice, cancellationToken);
        foreach (string note in plan.Notes)
        {
            voice.Say(note);
        }

        BatchChecks.MakeFolder(folder);
        using BatchJournal journal = BatchJournal.Open(folder, batch);
        JournalMatch.Require(plan.Items, journal, folder, isManifest: batch.Sources.Manifest is not null);
        StaleTemporaries.Remove(plan.Items, folder);
        var budget = new MemoryBudget(batch.Pace.MemoryBytes - MemoryEstimate.ProcessBytes);
        BatchEnd end = BatchTicker.Run(voice, plan.Items.Count, ticker =>
        {
            var runner = new ItemRunner(engines, budget, time)
            {
                Lines = voice.Lines,
                Look = voice.IsVerbose ? ticker.Describe : null,
            };
            var worker = new ItemWorker(batch, folder, journal, runner, time);
            var teller = new BatchTeller(voice, folder, ticker, plan.Items.Count);
            BatchStop stop = new BatchRunner(batch.Pace, worker, teller.Tell).Run(plan.Items, cancellationToken);
            return new BatchEnd(teller.Counts, plan.Items.Count, stop);
        });
        ExitCode code = end.ToExitCode(voice.Talk.Strict);
        BatchSummary.Write(BatchSummary.Of(end, code, folder) with { Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3) }, voice);
        return code;
    }
}
