using Infill.Cli.Commands;
using Infill.Cli.Jobs.Page;
using Infill.Cli.Reports;

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
    public static ExitCode Run(JobArguments template, IReadOnlyList<string> inputs, Voice voice, CancellationToken cancellationToken) =>
        JobInputs.Run(template, inputs, voice, touches: true, (plan, shelf) => RunOne(plan, shelf, voice, cancellationToken));

    private static ExitCode RunOne(PlannedJob plan, EngineShelf shelf, Voice voice, CancellationToken cancellationToken)
    {
        if (voice.Talk.Preview is string preview)
        {
            JobArguments job = plan.Job;
            PreviewFile.RequireApart(preview, [job.Source.Image, job.Source.Mask, job.Source.Exclude, .. plan.Outputs.Targets.Select(t => t.Path)]);
        }

        plan.Outputs.MakeFolders();
        if (MaskAgreement.IsMissing(plan.Job.Source))
        {
            throw MaskAgreement.Ask(plan, voice, cancellationToken);
        }

        var details = new List<string>();
        JobSight? sight = plan.Job.Output.Report is null ? null : new JobSight(plan.Job);
        var runner = new JobRunner(shelf.For(plan.Job), TimeProvider.System, voice.Streams)
        {
            Eyes = shelf.Eyes,
            Look = trace =>
            {
                sight?.Look(trace);
                details.AddRange(voice.IsVerbose ? VerboseReport.Describe(trace, plan.Job.Fill.EngineReason) : []);
            },
            Hooks = sight?.Hooks ?? JobHooks.None,
        };
        ResultRecord result = ProgressDisplay.Run(
            voice,
            plan.Job.Source.Image,
            plan.Job.MostFills,
            progress => runner.Run(plan.Job, plan.Outputs, progress, cancellationToken));

        // Only now: talk in between would tear the bar.
        details.ForEach(voice.Say);
        ResultReport.Write(result, voice);
        JobReport.Write(plan.Job.Output, result, sight, voice);
        return ResultReport.ToExitCode(result, voice.Talk.Strict);
    }
}
