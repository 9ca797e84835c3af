using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;

namespace Infill.Workflows.Products;

/// <summary>Carries the shadow that a product casts in its photo over to another background.</summary>
/// <remarks>Within the shadow that <see cref="ShadowFinder"/> finds, and a penumbra around, the new ground is multiplied by what the old one lost:
/// the old ground's light, blurred a little so that its texture stays behind, over that of the lit ground around.</remarks>
internal static class KeptShadow
{
    private const int PenumbraPx = 6;
    private const double FineSigma = 2.5;
    private const double LitSigma = 40;

    /// <summary>Lays the photo's own shadow on the ground.</summary>
    /// <param name="ground">sRGB; darkened in place.</param>
    /// <param name="photo">The photo on the canvas of the ground.</param>
    /// <param name="subject">The product in it.</param>
    /// <returns>False if no shadow stands out beside the product; then nothing changed.</returns>
    public static bool Lay(FloatImage ground, Image photo, Mask subject)
    {
        if (ShadowFinder.Find(photo, MaskGrow.Harden(subject)) is not FoundShadow found)
        {
            return false;
        }

        PixelRect window = found.Mask.FindBounds().Inflate(PenumbraPx + (int)(2 * LitSigma)).Intersect(photo.Size.Bounds);
        Mask near = MaskGrow.Grow(found.Mask, PenumbraPx);
        float[] product = subject.Crop(window).Values, shadow = near.Crop(window).Values;
        float[] seen = [.. product.Select(value => value > 0 ? 0f : 1f)];
        float[] lit = [.. product.Select((value, i) => value > 0 || shadow[i] > 0 ? 0f : 1f)];
        float[] weight = Gaussian.Blur(shadow, window.Size, PenumbraPx / 3.0);
        FloatImage old = Decode(ColorProfile.ToSrgb(photo, window));
        float[][] ratio = [.. Enumerable.Range(0, 3).Select(c => Ratio(old.Plane(c), (seen, lit), window.Size))];
        ShadowPaint.Multiply(ground, window, (c, i) => 1 - (weight[i] * (1 - ratio[c][i])));
        return true;
    }

    private static float[] Ratio(ReadOnlySpan<float> light, (float[] Seen, float[] Lit) of, PixelSize size)
    {
        float[] fine = Gaussian.BlurKnown(light, of.Seen, size, FineSigma), around = Gaussian.BlurKnown(light, of.Lit, size, LitSigma);
        return [.. fine.Select((value, i) => around[i] > 0 && value > 0 ? Math.Min(1f, value / around[i]) : 1f)];
    }

    private static FloatImage Decode(FloatImage tile)
    {
        foreach (ref float value in tile.Values.AsSpan())
        {
            value = SrgbCurve.Decode(Math.Clamp(value, 0f, 1f));
        }

        return tile;
    }
}
