using Infill.Cli.Commands;
using Infill.Cli.Jobs.Page;
using Infill.Cli.Streams;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>From what the user wrote to checked jobs, one per input, and through them with some work.</summary>
internal static class JobInputs
{
    /// <summary>Checks, then does the work for each input. Of several a failed one is told, and the others go on.</summary>
    /// <param name="template">The job as the user wrote it; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="touches">False for work that writes nothing: then not even a temporary file is made to try a folder.</param>
    /// <param name="work">Done per input, with the shelf of the engines that its job can name.</param>
    /// <exception cref="CliException">Nothing can be run as it stands.</exception>
    public static ExitCode Run(
        JobArguments template, IReadOnlyList<string> inputs, Voice voice, bool touches, Func<PlannedJob, EngineShelf, ExitCode> work)
    {
        using EngineShelf shelf = new EngineShelf();
        template = GateFiles.Settle(template);
        RequirePipes(template, voice);
        JobSet set = InputJobs.Expand(template, inputs);
        JobReport.Require(template, set);
        if (set.IsSingle)
        {
            JobChecks.RequirePicture(set.Jobs[0].Source.Image);
        }

        EngineCatalog engines = shelf.For(template);
        if (set.IsSingle)
        {
            JobChecks.RequireRunnable(set.Jobs[0], engines);
            return work(JobPlans.Make(set.Jobs, touches)[0], shelf);
        }

        JobChecks.RequireJob(template, engines);
        IReadOnlyList<PlannedJob> plans = JobPlans.Make(set.Jobs, touches);
        var loop = new InputLoop(voice, template.Workflow);
        loop.Begin(set);
        foreach (PlannedJob plan in plans)
        {
            loop.Run(plan.Job.Source.Image, () =>
            {
                JobChecks.RequirePicture(plan.Job.Source.Image);
                return work(plan, shelf);
            });
        }

        return loop.End(template.Source.Mask is null ? "" : $" --mask {Shell.Quote(template.Source.Mask)}");
    }

    /// <summary>Refuses wrong use of "-".</summary>
    /// <exception cref="CliException">See <see cref="StandardUse"/>.</exception>
    public static void RequirePipes(JobArguments job, Voice voice) => StandardUse.Require(
        [new("the photo", job.Source.Image), new("--mask", job.Source.Mask), new("--exclude", job.Source.Exclude)],
        [new("--output", job.Output.Path)],
        voice.Talk.Json ? "--json" : null,
        voice.Streams);
}
