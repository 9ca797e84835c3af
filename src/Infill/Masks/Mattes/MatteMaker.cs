using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>Makes a matte from a mask: soft along the picture's own edges, with the subject's colours freed from what is behind.</summary>
internal static class MatteMaker
{
    /// <summary>Half the width of the band along the mask's edge that is looked at anew, as a share of the subject's longer side.</summary>
    private const double BandShare = 0.01;
    private const int LeastBandPx = 3;
    private const int MostBandPx = 24;

    // Nearer to 1 and 0 is grain, not softness.
    private const float AlmostOne = 0.94f;
    private const float AlmostNone = 0.06f;

    // From this share of values between on, of those that mark the subject, a mask was meant to be soft.
    private const double SoftShare = 0.002;

    // Of an 8-bit mask a value of 254 is a rounded 255.
    private const float Rounding = 1.5f / 255f;

    /// <summary>The subject that a mask marks.</summary>
    /// <param name="image">Any format; not modified. Where it is transparent, so is the matte.</param>
    /// <param name="subject">1 = subject, of the picture's size, not empty; hard or soft.</param>
    /// <param name="edges">What becomes of its edge.</param>
    public static Matte Make(Image image, Mask subject, MatteEdges edges)
    {
        PixelRect bounds = subject.FindBounds();
        int band = Math.Clamp((int)Math.Round(BandShare * Math.Max(bounds.Width, bounds.Height)), LeastBandPx, MostBandPx);
        PixelRect window = bounds.Inflate((2 * band) + 2).Intersect(image.Size.Bounds);
        FloatImage colors = ColorProfile.ToSrgb(image, window);
        float[] alpha = subject.Crop(window).Values;
        bool isCutOut = colors.Channels == 4;
        if (edges == MatteEdges.Refine || (edges == MatteEdges.Auto && !isCutOut && !IsSoft(alpha)))
        {
            alpha = EdgeRefinement.Solve(WithoutAlpha(colors), alpha, band, isRough: edges == MatteEdges.Refine);
            Snap(alpha, AlmostNone, AlmostOne);
        }

        if (isCutOut)
        {
            Limit(alpha, colors.Plane(3));
        }

        Snap(alpha, Rounding, 1 - Rounding);
        var mask = new Mask(image.Size, window);
        alpha.CopyTo(mask.Values, 0);
        FloatImage picture = WithoutAlpha(colors);
        return new Matte { Alpha = mask, Picture = picture, Edge = isCutOut ? EdgeColors.Straight(picture, alpha) : EdgeColors.Estimate(picture, alpha) };
    }

    private static bool IsSoft(float[] alpha) =>
        alpha.Count(value => value is > Rounding and < 1 - Rounding) > SoftShare * Math.Max(1, alpha.Count(value => value >= MaskGrow.HardValue));

    private static void Snap(float[] alpha, float none, float one)
    {
        foreach (ref float value in alpha.AsSpan())
        {
            value = value <= none ? 0f : value >= one ? 1f : value;
        }
    }

    private static void Limit(float[] alpha, ReadOnlySpan<float> most)
    {
        for (int i = 0; i < alpha.Length; i++)
        {
            alpha[i] = Math.Min(alpha[i], most[i]);
        }
    }

    private static FloatImage WithoutAlpha(FloatImage tile)
    {
        if (tile.Channels == 3)
        {
            return tile;
        }

        var colors = new FloatImage(3, tile.Size);
        tile.Values.AsSpan(0, colors.Values.Length).CopyTo(colors.Values);
        return colors;
    }
}
