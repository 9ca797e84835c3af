using Infill.Imaging;
using Infill.Masks;

namespace Infill.Server.Jobs;

/// <summary>A mask as it was understood, in numbers.</summary>
/// <param name="Size">Size of its picture.</param>
/// <param name="FilledPixels">Pixels above 0.</param>
/// <param name="SoftPixels">Pixels above 0 and below 1, among them.</param>
/// <param name="Bounds">Tight rectangle around the filled pixels.</param>
/// <param name="Regions">Number of 8-connected parts.</param>
internal sealed record MaskFacts(PixelSize Size, long FilledPixels, long SoftPixels, PixelRect Bounds, int Regions)
{
    /// <summary>The numbers of a mask.</summary>
    public static MaskFacts Of(Mask mask)
    {
        MaskDescription described = MaskDescription.Describe(mask);
        return new MaskFacts(described.Size, described.FilledPixels, described.SoftPixels, described.Bounds, described.RegionCount);
    }
}
