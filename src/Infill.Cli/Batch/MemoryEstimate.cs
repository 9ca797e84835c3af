using Infill.Cli.Jobs;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Cli.Batch;

/// <summary>What a job takes of memory, from measurements of whole processes (bench/README.md says how); meant to be above the truth, seldom far.</summary>
internal static class MemoryEstimate
{
    /// <summary>The runtime, its code and libvips, before the first picture.</summary>
    public const long ProcessBytes = 96L << 20;

    private const int CopiesToRead = 2;
    private const int CopiesToRun = 4;
    private const int BytesPerTilePixel = 400;

    /// <summary>The activations of a network; its weights are shared by all jobs.</summary>
    private const int BytesPerErasedPixel = 2048;

    /// <summary>Bytes while picture and mask are read.</summary>
    public static long ToRead(ImageHeader header) => (header.DecodedBytes * CopiesToRead) + (header.Size.Area * sizeof(float));

    /// <summary>Bytes from the plan to the written file: the copies of the picture, and the largest region's tile with all that the engine keeps about it.</summary>
    /// <exception cref="InvalidRequestException">The request cannot be run.</exception>
    public static long ToRun(InpaintRequest request, EngineCatalog engines)
    {
        long largest = new Inpainter(engines).Foresee(request).Regions.Max(region => region.SourceInImage.Area);
        long picture = request.Image.Size.Area * request.Image.Format.BytesPerPixel;
        return (picture * CopiesToRun) + (largest * (request.Engine == FillArguments.EraserEngine ? BytesPerErasedPixel : BytesPerTilePixel)) + (request.Mask.Values.Length * (long)sizeof(float));
    }
}
