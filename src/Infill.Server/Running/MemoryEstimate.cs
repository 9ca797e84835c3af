using Infill.Engines;
using Infill.Imaging;

namespace Infill.Server.Running;

/// <summary>What a job takes of memory, from measurements of whole processes (bench/README.md says how); meant to be above the truth, seldom far.</summary>
internal static class MemoryEstimate
{
    /// <summary>The runtime, its code and libvips, before the first picture.</summary>
    public const long ProcessBytes = 96L << 20;

    private const int CopiesToRead = 2;
    private const int CopiesToRun = 4;
    private const int BytesPerTilePixel = 400;

    // No engine keeps anything about content that the workflow computed itself.
    private const int BytesPerGivenPixel = 100;

    /// <summary>Bytes while picture and mask are read.</summary>
    public static long ToRead(ImageHeader header) => (header.DecodedBytes * CopiesToRead) + (header.Size.Area * sizeof(float));

    /// <summary>Bytes from the plan to the written file: the copies of the picture, and the largest region's tile with all that the engine keeps about it.</summary>
    /// <exception cref="InvalidRequestException">The request cannot be run.</exception>
    /// <exception cref="EngineException">The engine cannot do what the job asks for. Its model may fail in its own way, too.</exception>
    public static JobNeed ToRun(InpaintRequest request, EngineCatalog engines)
    {
        PixelSize[] regions = [.. new Inpainter(engines).Foresee(request).Regions.Select(region => region.SourceInImage.Size)];
        long largest = regions.Select(r => r.Area).DefaultIfEmpty(0).Max();
        EngineCost?[] costs = request.Given is null ? [.. regions.Select(r => engines.Foresee(request.Engine, r, request.Options.Fill))] : [null];
        long picture = request.Image.Size.Area * request.Image.Format.BytesPerPixel;
        return new JobNeed(
            (picture * CopiesToRun) + (costs.Max(c => c?.FillBytes) ?? (largest * (request.Given is null ? BytesPerTilePixel : BytesPerGivenPixel))) + (request.Mask.Values.Length * (long)sizeof(float)),
            engines,
            costs.Max(c => c?.SharedBytes) ?? 0);
    }
}
