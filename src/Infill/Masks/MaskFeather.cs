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
        return radiusPx == 0 ? mask.Clone() : Fade(mask, _ => radiusPx);
    }

    /// <summary>The mask with a fade whose width depends on the growth of the object that each pixel belongs to.</summary>
    internal static Mask FeatherInwards(Mask mask, ushort[] growthPx, Func<int, int> radiusFromGrowth) =>
        Fade(mask, i => radiusFromGrowth(growthPx[i]));

    private static Mask Fade(Mask mask, Func<int, int> radiusPx)
    {
        float[] distance = DistanceTransform.ToKept(mask);
        Mask soft = mask.Clone();
        for (int i = 0; i < distance.Length; i++)
        {
            // radius + 1, not radius: the outermost filled pixel (d = 1) must keep some weight.
            soft.Values[i] *= MathF.Min(1f, distance[i] / (radiusPx(i) + 1));
        }

        return soft;
    }
}
