using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Fades masks from their edge inwards, so that the seam falls on generated pixels.</summary>
/// <remarks><c>out = mask · min(1, d / (radius + 1))</c>, d = distance in pixels to the nearest kept pixel. Outside the picture
/// nothing is kept, so a mask does not fade at the picture's border.</remarks>
public static class MaskFeather
{
    /// <summary>Largest width of the fade in pixels.</summary>
    public const int MaxPx = 512;

    /// <summary>The mask with a fade of one width along its whole edge.</summary>
    /// <param name="mask">Not modified; soft values are multiplied by the fade.</param>
    /// <param name="radiusPx">Width of the fade in pixels, 0–512; 0 returns a copy.</param>
    /// <returns>Nowhere above <paramref name="mask"/>, above 0 exactly where it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="radiusPx"/> is outside 0–512.</exception>
    public static Mask FeatherInwards(Mask mask, int radiusPx)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusPx);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radiusPx, MaxPx);
        return Fade(mask, radiusPx, _ => radiusPx);
    }

    /// <summary>The mask with a fade of half the growth of the object that each pixel belongs to, so that the object itself does not fade.</summary>
    internal static Mask FeatherHalf(GrownMask grown) => Fade(grown.Mask, grown.LargestPx / 2, i => grown.GrowthPx[i] / 2);

    private static Mask Fade(Mask mask, int widestPx, Func<int, int> radiusPx)
    {
        Mask soft = mask.Clone();
        if (widestPx == 0)
        {
            return soft;
        }

        // Distances from widestPx + 1 on change nothing, so a block needs to see no further.
        foreach (PixelRect block in MaskBlocks.Of(mask.Window, widestPx + 1))
        {
            PixelRect reach = block.Inflate(widestPx + 1).Intersect(mask.Size.Bounds);
            Mask part = mask.Crop(reach);
            if (part.Values.AsSpan().Contains(0f) && part.Values.AsSpan().ContainsAnyExcept(0f))
            {
                FadeBlock(soft, block, reach, DistanceTransform.ToKept(part), radiusPx);
            }
        }

        return soft;
    }

    private static void FadeBlock(Mask soft, PixelRect block, PixelRect reach, float[] distance, Func<int, int> radiusPx)
    {
        for (int y = block.Y; y < block.Bottom; y++)
        {
            int to = ((y - soft.Window.Y) * soft.Window.Width) + block.X - soft.Window.X;
            int from = ((y - reach.Y) * reach.Width) + block.X - reach.X;
            for (int x = 0; x < block.Width; x++)
            {
                // radius + 1, not radius: the outermost filled pixel (d = 1) must keep some weight, be it the smallest there is.
                float value = soft.Values[to + x];
                float faded = value * MathF.Min(1f, distance[from + x] / (radiusPx(to + x) + 1));
                soft.Values[to + x] = value > 0f ? MathF.Max(faded, float.Epsilon) : faded;
            }
        }
    }
}
