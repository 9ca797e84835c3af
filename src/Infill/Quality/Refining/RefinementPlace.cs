using Infill.Imaging;

namespace Infill.Quality.Refining;

/// <summary>Where a pass works.</summary>
public sealed record RefinementPlace
{
    /// <summary>Widest band along the border, in pixels.</summary>
    public const int MostBorderPx = 512;

    /// <summary>Which part of the hole, default the whole.</summary>
    public RefinementRegion Region { get; init; }

    /// <summary>The rectangle of <see cref="RefinementRegion.Box"/>, in picture pixels; only there, and needed there.</summary>
    public PixelRect? Box { get; init; }

    /// <summary>Width of the band of <see cref="RefinementRegion.Border"/>, 1–512 pixels, only there; null (default) = a tenth of the hole's size, 4 to 32.</summary>
    public int? BorderPx { get; init; }

    /// <summary>The region grows by so many pixels within the mask, 0–512, default 0.</summary>
    public int GrowPx { get; init; }

    /// <summary>The new content fades in over so many pixels from the region's edge inwards, 0–512, default 0; the mask's own fade comes on top.</summary>
    public int FeatherPx { get; init; }
}
