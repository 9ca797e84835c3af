using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>One shadow of a mask, as it was fitted and taken away.</summary>
public sealed record RelitPart
{
    /// <summary>Bounds of the mask's part, in picture coordinates.</summary>
    public required PixelRect Bounds { get; init; }

    /// <summary>Share of light that the shadow left, of red, green and blue, 0…1; its inverse is the gain.</summary>
    public required (double Red, double Green, double Blue) Light { get; init; }

    /// <summary>σ of its edge in pixels.</summary>
    public required double SoftnessPx { get; init; }

    /// <summary>Share of its outline that shows about the same step, 0…1; low for what is no shadow.</summary>
    public required double Agreement { get; init; }

    /// <summary>Mean distance of the edge from the mask's outline, in pixels: how far the mask was corrected.</summary>
    public required double MovedPx { get; init; }
}
