using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>Takes a job as far as to its plan: everything is read, nothing is filled and nothing written.</summary>
/// <param name="engines">Where the job's engine is found.</param>
/// <param name="streams">Where "-" leads.</param>
internal sealed class DryRun(EngineCatalog engines, StandardStreams streams)
{
    /// <summary>Seconds for a megapixel to be read and written, a mean over the formats.</summary>
    private const double FileSecondsPerMegapixel = 0.1;

    private readonly Inpainter _inpainter = new(engines);
    private bool _isOpen;

    /// <summary>What the job would do.</summary>
    /// <param name="job">What to do; checked by <see cref="JobChecks"/>.</param>
    /// <param name="outputs">Where it would write; checked by <see cref="OutputPlan"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Exception">Whatever would keep the job from running.</exception>
    public PlanRecord Look(JobArguments job, OutputPlan outputs, CancellationToken cancellationToken)
    {
        var files = new PictureFiles(streams, cancellationToken);
        Image input = files.Load(job.Source.Image, Limits.From(job.Source));
        InpaintRequest request = RequestBuilder.Build(job, input, keepStages: false, files);
        JobRunner.RequireFits(job.Output, request.Image, outputs.Targets[0].Path);
        InpaintForecast forecast = _inpainter.Foresee(request);

        // The first of several jobs loads the model for all.
        double? seconds = (outputs.Targets.Count * (forecast.Seconds + (request.Image.Size.Area / 1e6 * FileSecondsPerMegapixel))) + (_isOpen ? 0 : forecast.OpeningSeconds);
        _isOpen = true;
        return new PlanRecord
        {
            Command = job.Workflow,
            Version = ProgramVersion.Text,
            Engine = request.Engine,
            Input = InputRecord.Of(job.Source.Image, request.Image),
            Mask = MaskRecord.Of(request.Mask),
            Regions = [.. forecast.Regions.Select(PlanRegionRecord.Of)],
            Outputs = [.. outputs.Targets.Select(PlanOutputRecord.Of)],
            Seconds = seconds is double known ? Math.Round(known, 1) : null,
            EngineMemoryMb = forecast.FillBytes is long bytes ? (forecast.SharedBytes + bytes) >> 20 : null,
            Warnings = [.. input.Metadata.Warnings, .. input.Metadata.Notes],
        };
    }
}
