using Infill.Engines;
using Infill.Tiles;

namespace Infill;

/// <summary>What a run of a request would do, known without running it.</summary>
public sealed record InpaintForecast
{
    /// <summary>Seconds of one core for a megapixel's way through the canvas, the proof and the hashes.</summary>
    private const double SecondsPerMegapixel = 0.05;

    /// <summary>Cores beyond the first help by this share: some of an engine's work stands alone.</summary>
    private const double GainPerCore = 0.8;

    private const double Mega = 1e6;

    /// <summary>The regions in the order in which they would be filled.</summary>
    public required IReadOnlyList<CropPlan> Regions { get; init; }

    /// <summary>Estimated seconds for one fill with the request's threads, reading and writing files not counted; null if the engine cannot tell. Right within a factor of two or three, as machines differ.</summary>
    public required double? Seconds { get; init; }

    /// <summary>Estimated seconds until the engine's model is loaded, before the first fill of a process; 0 for engines that load none.</summary>
    public double OpeningSeconds { get; init; }

    /// <summary>Bytes of memory that the engine's weights take, shared by all fills of a process; 0 for engines without.</summary>
    public long SharedBytes { get; init; }

    /// <summary>Bytes that the engine takes beside for its largest region; null if it cannot tell.</summary>
    public long? FillBytes { get; init; }

    internal static InpaintForecast Of(InpaintRequest request, EngineCatalog engines, IReadOnlyList<CropPlan> regions)
    {
        // Content that the workflow brings is there already: no engine of the catalogue has to be asked.
        EnginePace? pace = request.Given is null ? engines.Find(request.Engine)!.Pace : GivenEngine.Description.Pace;
        EngineCost?[] costs = [.. regions.Select(region => request.Given is not null ? null : engines.Foresee(request.Engine, region.SourceInImage.Size, request.Options.Fill))];
        double? engine = regions.Zip(costs, (region, cost) => cost is null ? Cost(region, pace) : cost.Seconds).Aggregate((double?)0, (sum, one) => sum + one);
        return new InpaintForecast
        {
            Regions = regions,
            Seconds = (request.Image.Size.Area / Mega * SecondsPerMegapixel) + (engine / Speed(request.Options.Fill.Threads)),
            OpeningSeconds = costs.Max(cost => cost?.OpeningSeconds ?? 0),
            SharedBytes = costs.Max(cost => cost?.SharedBytes ?? 0),
            FillBytes = costs.Max(cost => cost?.FillBytes),
        };
    }

    private static double? Cost(CropPlan region, EnginePace? pace) => pace is null ? null
        : pace.PerRegion + (region.HolePixels / Mega * pace.PerHoleMegapixel) + (region.SourceInImage.Area / Mega * pace.PerTileMegapixel);

    private static double Speed(int threads)
    {
        int cores = threads == 0 ? Environment.ProcessorCount : Math.Min(threads, Environment.ProcessorCount);
        return 1 + (GainPerCore * (cores - 1));
    }
}
