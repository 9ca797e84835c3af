using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>Runs one job per input and reports them.</summary>
internal static class JobHandler
{
    /// <summary>Checks, runs, writes and reports.</summary>
    /// <param name="template">The job as the user wrote it; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends the current job and the command.</param>
    /// <exception cref="CliException">Nothing can be run as it stands. Of several inputs a failed one is told, and the others run.</exception>
    public static ExitCode Run(JobArguments template, IReadOnlyList<string> inputs, Voice voice, CancellationToken cancellationToken)
    {
        using EngineShelf shelf = new EngineShelf();
        RequirePipes(template, voice);
        JobSet set = InputJobs.Expand(template, inputs);
        if (set.IsSingle)
        {
            JobChecks.RequirePicture(set.Jobs[0].Source.Image);
        }

        EngineCatalog engines = shelf.For(template);
        if (set.IsSingle)
        {
            JobChecks.RequireRunnable(set.Jobs[0], engines);
            return RunOne(JobPlans.Make(set.Jobs)[0], engines, voice, cancellationToken);
        }

        JobChecks.RequireJob(template, engines);
        return RunAll(template, set, engines, voice, cancellationToken);
    }

    /// <summary>Refuses wrong use of "-".</summary>
    /// <exception cref="CliException">See <see cref="StandardUse"/>.</exception>
    public static void RequirePipes(JobArguments job, Voice voice) => StandardUse.Require(
        [new("the photo", job.Source.Image), new("--mask", job.Source.Mask), new("--exclude", job.Source.Exclude)],
        [new("--output", job.Output.Path)],
        voice.Talk.Json ? "--json" : null,
        voice.Streams);

    private static ExitCode RunAll(JobArguments template, JobSet set, EngineCatalog engines, Voice voice, CancellationToken cancellationToken)
    {
        IReadOnlyList<PlannedJob> plans = JobPlans.Make(set.Jobs);
        var loop = new InputLoop(voice, template.Workflow);
        loop.Begin(set);
        foreach (PlannedJob plan in plans)
        {
            loop.Run(plan.Job.Source.Image, () =>
            {
                JobChecks.RequirePicture(plan.Job.Source.Image);
                return RunOne(plan, engines, voice, cancellationToken);
            });
        }

        return loop.End(template.Source.Mask is null ? "" : $" --mask {Shell.Quote(template.Source.Mask)}");
    }

    private static ExitCode RunOne(PlannedJob plan, EngineCatalog engines, Voice voice, CancellationToken cancellationToken)
    {
        if (voice.Talk.Preview is string preview)
        {
            JobArguments job = plan.Job;
            PreviewFile.RequireApart(preview, [job.Source.Image, job.Source.Mask, job.Source.Exclude, .. plan.Outputs.Targets.Select(t => t.Path)]);
        }

        plan.Outputs.MakeFolders();
        var details = new List<string>();
        var runner = new JobRunner(engines, TimeProvider.System, voice.Streams)
        {
            Look = voice.IsVerbose ? trace => details.AddRange(VerboseReport.Describe(trace, plan.Job.Fill.EngineReason)) : null,
        };
        ResultRecord result = ProgressDisplay.Run(
            voice,
            plan.Job.Source.Image,
            plan.Outputs.Targets.Count,
            progress => runner.Run(plan.Job, plan.Outputs, progress, cancellationToken));

        // Only now: talk in between would tear the bar.
        details.ForEach(voice.Say);
        ResultReport.Write(result, voice);
        return ResultReport.ToExitCode(result, voice.Talk.Strict);
    }
}
