using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>Runs one job and reports it.</summary>
internal static class JobHandler
{
    /// <summary>Checks, runs, writes and reports.</summary>
    /// <exception cref="CliException">The job cannot be run as it stands.</exception>
    public static ExitCode Run(JobArguments job, Voice voice, CancellationToken cancellationToken)
    {
        EngineCatalog engines = BuiltInEngines.CreateCatalog();
        JobChecks.RequireRunnable(job, engines);
        StandardUse.Require(
            [("the photo", job.Source.Image), ("--mask", job.Source.Mask), ("--exclude", job.Source.Exclude)],
            [("--output", job.Output.Path)],
            voice.Talk.Json ? "--json" : null,
            voice.Streams);
        OutputPlan plan = OutputPlan.Make(job);
        var details = new List<string>();
        var runner = new JobRunner(engines, TimeProvider.System, voice.Streams) { Look = voice.IsVerbose ? trace => details.AddRange(VerboseReport.Describe(trace)) : null };
        ResultRecord result = ProgressDisplay.Run(voice, job.Source.Image, plan.Targets.Count, progress => runner.Run(job, plan, progress, cancellationToken));

        // Only now: talk in between would tear the bar.
        details.ForEach(voice.Say);
        ResultReport.Write(result, voice);
        return ResultReport.ToExitCode(result, voice.Talk.Strict);
    }
}
