using Infill.Imaging;

namespace Infill.Onnx.Erasers;

/// <summary>The sizes that a region passes through on its way into a network and back; pure arithmetic.</summary>
/// <param name="Tile">The region as it is cut from the picture.</param>
/// <param name="Scaled">The region as the network sees it: never larger than it is, same shape within a pixel.</param>
/// <param name="Work">The network's own input: <paramref name="Scaled"/> with mirrored pixels to its right and below it.</param>
internal sealed record EraserGeometry(PixelSize Tile, PixelSize Scaled, PixelSize Work)
{
    /// <summary>Pixels above which a region is scaled down for a network that takes any size: about 1250², where LaMa's layers fill 3 GB and minutes pass.</summary>
    public const long MostPixels = 1536 * 1024;

    /// <summary>Share of the region's resolution that the network sees, 0…1.</summary>
    public double Scale => Math.Sqrt((double)Scaled.Area / Tile.Area);

    /// <summary>True if the network sees every pixel of the region as it is.</summary>
    public bool IsNative => Scaled == Tile;

    /// <summary>Sizes for one region.</summary>
    /// <param name="spec">Says which sizes the network takes.</param>
    /// <param name="tile">The region, at least 1×1.</param>
    /// <param name="mostPixels">Limit for networks that take any size.</param>
    public static EraserGeometry Of(EraserSpec spec, PixelSize tile, long mostPixels = MostPixels)
    {
        double scale = spec.FixedSize is PixelSize only
            ? Math.Min((double)only.Width / tile.Width, (double)only.Height / tile.Height)
            : Math.Sqrt((double)mostPixels / tile.Area);
        PixelSize scaled = scale >= 1 ? tile : new PixelSize(Shrink(tile.Width, scale), Shrink(tile.Height, scale));
        return new EraserGeometry(tile, scaled, spec.FixedSize ?? new PixelSize(RoundUp(scaled.Width, spec.Multiple), RoundUp(scaled.Height, spec.Multiple)));
    }

    /// <summary>Index of the pixel that stands at <paramref name="i"/> when a row is mirrored at its ends again and again: 0 1 2 2 1 0 0 1 …</summary>
    /// <param name="i">At least 0.</param>
    /// <param name="length">Pixels of the row.</param>
    public static int Mirror(int i, int length)
    {
        int phase = i % (2 * length);
        return phase < length ? phase : (2 * length) - 1 - phase;
    }

    // A hair more before rounding down: 1536 · (512 / 1536.0) must not become 511.
    private static int Shrink(int side, double scale) => Math.Max(1, (int)((side * scale) + 1e-6));

    private static int RoundUp(int side, int multiple) => (side + multiple - 1) / multiple * multiple;
}
