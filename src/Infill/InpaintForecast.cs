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

    internal static InpaintForecast Of(InpaintRequest request, EngineInfo engine, IReadOnlyList<CropPlan> regions) => new()
    {
        Regions = regions,
        Seconds = engine.Pace is EnginePace pace
            ? (request.Image.Size.Area / Mega * SecondsPerMegapixel) + (regions.Sum(region => Cost(region, pace)) / Speed(request.Options.Fill.Threads))
            : null,
    };

    private static double Cost(CropPlan region, EnginePace pace) =>
        pace.PerRegion + (region.HolePixels / Mega * pace.PerHoleMegapixel) + (region.SourceInImage.Area / Mega * pace.PerTileMegapixel);

    private static double Speed(int threads)
    {
        int cores = threads == 0 ? Environment.ProcessorCount : Math.Min(threads, Environment.ProcessorCount);
        return 1 + (GainPerCore * (cores - 1));
    }
}
