using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx;
using Infill.Tiles;

namespace Infill.Cli.Checks;

/// <summary>Looks at the engine of the jobs of one command: opened once, asked for every picture, never loaded.</summary>
internal sealed class EngineCheck
{
    private readonly Exception? _refusal;

    /// <summary>Opens the model that the jobs name, if they name one.</summary>
    /// <param name="shelf">Keeps it open.</param>
    /// <param name="job">Any of the jobs.</param>
    public EngineCheck(EngineShelf shelf, JobArguments job)
    {
        try
        {
            Engines = shelf.For(job);
        }
        catch (Exception reason) when (reason is CliException or ModelException or EngineException or ImageFileException)
        {
            // Told with every picture, so that what is wrong with the pictures is told as well.
            (Engines, _refusal) = (BuiltInEngines.CreateCatalog(), reason);
        }
    }

    /// <summary>Engines that are there.</summary>
    public EngineCheck(EngineCatalog engines) => Engines = engines;

    /// <summary>Where the jobs' engine is found; the embedded ones only, if the model was refused.</summary>
    public EngineCatalog Engines { get; }

    /// <summary>Refuses a model that cannot be used, an unknown engine, and a prompt that nobody would read.</summary>
    /// <exception cref="Exception">As a run would be refused.</exception>
    public void Require(JobArguments job)
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }

        JobChecks.RequireEngine(job, Engines);
    }

    /// <summary>What the engine would take for a picture.</summary>
    /// <param name="job">The job; <see cref="Require"/> let it pass.</param>
    /// <param name="picture">Size of its picture.</param>
    /// <param name="drawn">Its mask as far as it is known; without it the whole picture counts as one region.</param>
    /// <exception cref="EngineException">The engine cannot do what is asked for. Its model may fail in its own way, too.</exception>
    public EngineLookRecord Look(JobArguments job, PixelSize picture, Mask? drawn)
    {
        EngineInfo engine = Engines.Find(job.Fill.Engine)!;
        EngineCost[] costs = Foresee(job, picture, engine, drawn);
        return new EngineLookRecord
        {
            Name = engine.Name,
            Model = engine.Model?.Summary,
            MemoryMb = costs.Length == 0 ? null : costs.Max(c => c.SharedBytes + c.FillBytes) >> 20,
            CoreSeconds = costs.Length == 0 || costs.Any(c => c.Seconds is null) ? null : Math.Round(costs.Sum(c => c.Seconds!.Value) + costs[0].OpeningSeconds, 1),
        };
    }

    private EngineCost[] Foresee(JobArguments job, PixelSize picture, EngineInfo engine, Mask? drawn)
    {
        InpaintOptions options = RequestBuilder.ToOptions(job, keepStages: false);
        IEnumerable<PixelSize> regions = drawn is { } mask && mask.Size == picture && mask.CountFilled() > 0
            ? CropPlanner.Plan(MaskPrep.Prepare(mask, options.Mask).Denoise, picture, engine.Context, options.Plan).Select(plan => plan.SourceInImage.Size)
            : [picture];
        return [.. regions.Select(region => Engines.Foresee(engine.Name, region, options.Fill)).OfType<EngineCost>()];
    }
}
