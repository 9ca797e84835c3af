using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;

namespace Infill.Cli.Batch;

/// <summary>Says what a batch would do: what is finished, what would be made, what would fail and why. Writes nothing, not even its journal.</summary>
/// <param name="batch">What the user asked for.</param>
/// <param name="folder">Where outputs would go; it need not be there.</param>
/// <param name="shelf">Where engines are found.</param>
internal sealed class BatchDryRun(BatchArguments batch, OutputFolder folder, EngineShelf shelf)
{
    private readonly Dictionary<EngineCatalog, DryRun> _runs = [];
    private int _finished;
    private int _planned;
    private double? _seconds = 0;

    /// <summary>Looks at every item.</summary>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends it between two items.</param>
    /// <exception cref="CliException">The batch cannot be run as it stands.</exception>
    public ExitCode Run(Voice voice, CancellationToken cancellationToken)
    {
        if (batch.Sources.Watch is not null)
        {
            throw new CliException(ExitCode.WrongUse, "--dry-run looks at pictures that are there; a watch waits for those that come. Name the folder instead of --watch.");
        }

        BatchPlan plan = BatchPlanner.Plan(batch, folder, voice, cancellationToken);
        JournalState journal = JournalFile.Peek(folder);
        if (!batch.Fresh)
        {
            BatchJournal.RequireSame(journal, ItemStamp.BatchHash(batch), ItemStamp.Describe(batch), folder.Path);
        }

        var loop = new InputLoop(voice, "batch");
        foreach (BatchItem item in plan.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loop.Run(item.Input, () => Look(item, journal, voice, cancellationToken));
        }

        voice.Say(Line());
        return loop.End("");
    }

    private ExitCode Look(BatchItem item, JournalState journal, Voice voice, CancellationToken cancellationToken)
    {
        if (item.Problem is Failure problem)
        {
            throw new CliException(problem.Code, problem.Message, problem.TryNext);
        }

        JobArguments job = item.Job!;
        Standing standing = Standing.Of(journal.Find(item.Output!), folder.At(item.Output!), ItemStamp.JobHash(job, folder), ItemStamp.InputsOf(job));
        if (standing.Finished is not null && !batch.Fresh)
        {
            _finished++;
            return ExitCode.Done;
        }

        // With --fresh, what this batch wrote is its own to replace, whatever it is by now.
        bool isOurs = batch.Fresh && journal.Find(item.Output!) is not (null or { Kind: JournalKind.Failed });
        if (standing.Obstacle is string obstacle && !batch.Overwrite && !isOurs)
        {
            throw new CliException(ExitCode.WrongUse, obstacle, "the same command with --overwrite");
        }

        EngineCatalog engines = shelf.For(job);
        JobChecks.RequireRunnable(job, engines);
        if (!_runs.TryGetValue(engines, out DryRun? run))
        {
            _runs[engines] = run = new DryRun(engines, voice.Streams);
        }

        PlanRecord plan = run.Look(job, new OutputPlan([new OutputTarget(job.Output.Path!, job.Fill.Seed, null)]), cancellationToken);
        PlanReport.Write(plan, voice);
        _planned++;
        _seconds += plan.Seconds;
        return ExitCode.Done;
    }

    private string Line() =>
        $"Would make {Numbers.Count(_planned)} and skip {Numbers.Count(_finished)} that are finished, {batch.Pace.Jobs} at a time; "
            + $"{PlanReport.About(_seconds / Math.Min(batch.Pace.Jobs, Environment.ProcessorCount))} → {PathText.Show(folder.Path)}";
}
