using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;

namespace Infill.Cli.Jobs;

/// <summary>Says which passes a refinement would make, and about how long they take.</summary>
internal static class ExplainHandler
{
    /// <summary>Reads picture and mask and tells the plan; without <c>--refine</c> or <c>--plan</c> that of the workflow.</summary>
    /// <param name="template">The job as the user wrote it; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="CliException">Nothing can be run as it stands. Of several inputs a failed one is told, and the others go on.</exception>
    public static ExitCode Run(JobArguments template, IReadOnlyList<string> inputs, Voice voice, CancellationToken cancellationToken)
    {
        using var shelf = new EngineShelf();
        template = GateFiles.Settle(template with { Gate = template.Gate with { Refines = true }, Output = template.Output with { Path = null, Folder = null } });
        JobInputs.RequirePipes(template, voice);
        JobSet set = InputJobs.Expand(template, inputs, needsOutput: false);
        EngineCatalog engines = shelf.For(template);
        if (set.IsSingle)
        {
            return Explain(set.Jobs[0], engines, voice, cancellationToken);
        }

        JobChecks.RequireJob(template, engines);
        var loop = new InputLoop(voice, template.Workflow);
        loop.Begin(set);
        foreach (JobArguments job in set.Jobs)
        {
            loop.Run(job.Source.Image, () => Explain(job, engines, voice, cancellationToken));
        }

        return loop.End(template.Source.Mask is null ? "" : $" --mask {Shell.Quote(template.Source.Mask)}");
    }

    private static ExitCode Explain(JobArguments job, EngineCatalog engines, Voice voice, CancellationToken cancellationToken)
    {
        JobChecks.RequireRunnable(job, engines);
        var files = new PictureFiles(voice.Streams, cancellationToken);
        Image input = files.Load(job.Source.Image, Limits.From(job.Source));
        InpaintRequest request = RequestBuilder.Build(job, input, keepStages: false, files);
        RefinementForecast forecast = new Refiner(engines, new Gate()).Foresee(request, job.Gate.Plan!);
        RefinementReport.Write(RefinementRecord.Of(job, request, forecast), voice);
        return ExitCode.Done;
    }
}
