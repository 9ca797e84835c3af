using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>Says what <see cref="JobHandler"/> would do.</summary>
internal static class DryRunHandler
{
    /// <summary>Checks, reads and tells; writes nothing, not even a folder.</summary>
    /// <param name="template">The job as the user wrote it; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What the run would answer as far as that can be known.</returns>
    /// <exception cref="CliException">Nothing can be run as it stands.</exception>
    public static ExitCode Run(JobArguments template, IReadOnlyList<string> inputs, Voice voice, CancellationToken cancellationToken)
    {
        using EngineShelf shelf = new EngineShelf();
        JobHandler.RequirePipes(template, voice);
        JobSet set = InputJobs.Expand(template, inputs);
        EngineCatalog engines = shelf.For(template);
        var dryRun = new DryRun(engines, voice.Streams);
        if (set.IsSingle)
        {
            JobChecks.RequireRunnable(set.Jobs[0], engines);
            return Look(JobPlans.Make(set.Jobs, touches: false)[0]);
        }

        JobChecks.RequireJob(template, engines);
        var loop = new InputLoop(voice, template.Workflow);
        loop.Begin(set);
        foreach (PlannedJob plan in JobPlans.Make(set.Jobs, touches: false))
        {
            loop.Run(plan.Job.Source.Image, () =>
            {
                JobChecks.RequirePicture(plan.Job.Source.Image);
                return Look(plan);
            });
        }

        return loop.End(template.Source.Mask is null ? "" : $" --mask {Shell.Quote(template.Source.Mask)}");

        ExitCode Look(PlannedJob plan)
        {
            PlanReport.Write(dryRun.Look(plan.Job, plan.Outputs, cancellationToken), voice);
            return ExitCode.Done;
        }
    }
}
