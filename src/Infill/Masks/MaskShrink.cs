using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Shrinks masks by exact Euclidean distance.</summary>
public static class MaskShrink
{
    /// <summary>All pixels within <paramref name="radiusPx"/> of a value up to ½ become 0; other values stay.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="radiusPx">Euclidean distance between pixel centres, 0–512; 0 returns a copy.</param>
    /// <returns>Nowhere above <paramref name="mask"/>; empty if no part is wider than twice the radius.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="radiusPx"/> is outside 0–512.</exception>
    /// <remarks>What is kept grows into the mask. Beyond the picture's border nothing is kept, so a mask does not shrink from there.</remarks>
    public static Mask Shrink(Mask mask, int radiusPx)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusPx);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radiusPx, MaskGrow.MaxPx);
        Mask shrunk = mask.WithWindow(mask.FindBounds());
        if (radiusPx == 0 || shrunk.Window.IsEmpty)
        {
            return shrunk;
        }

        // One pixel around the mask is kept and stands for all that lies beyond it.
        PixelRect reach = shrunk.Window.Inflate(1).Intersect(mask.Size.Bounds);
        Mask kept = MaskGrow.Grow(MaskCombine.Invert(mask.Crop(reach)), radiusPx);
        for (int y = shrunk.Window.Y; y < shrunk.Window.Bottom; y++)
        {
            Span<float> row = shrunk.WindowRow(y - shrunk.Window.Y);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = kept[shrunk.Window.X + x - reach.X, y - reach.Y] == 1f ? 0f : row[x];
            }
        }

        return shrunk;
    }
}
