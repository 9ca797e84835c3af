using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>How strongly a mask is to be believed along its edge, against the picture's colours.</summary>
/// <remarks>Weakly where the colours of both sides are apart, strongly where they overlap: there they would lead alpha along the texture. Apart
/// they are by Fisher's measure over the sure pixels in reach, |μF − μB|² ÷ (σF² + σB²).</remarks>
internal static class MaskHold
{
    // Two clear colours hold a pixel with about 1: of that, anywhere; towards the band's borders, where masks are right more often than
    // colours; and where the colours of both sides are the same. A rough mask is right nowhere in particular.
    private static readonly (float Least, float Border, float Clutter) Drawn = (0.02f, 0.3f, 1f);
    private static readonly (float Least, float Border, float Clutter) Rough = (0.001f, 0.1f, 0f);

    // From here on colours tell more than they hide.
    private const float Apart = 1.5f;
    private const float Grain = 1e-4f;
    private const int ReachPx = 5;

    // Samples from the middle to the border of what is in reach: more of a wide band would tell the same.
    private const int Fineness = 8;

    // What a soft mask of a network is sure of.
    private const float Sure = 0.95f;

    /// <summary>The hold of every place, above 0 within the band; 0 where the mask is right for sure.</summary>
    /// <param name="picture">3 channels; not modified.</param>
    /// <param name="mask">0…1; not modified.</param>
    /// <param name="band">Half the width of the band, in pixels.</param>
    /// <param name="isRough">True for a mask that may be off by the whole band.</param>
    public static float[] Of(FloatImage picture, float[] mask, int band, bool isRough)
    {
        (float least, float border, float clutter) = isRough ? Rough : Drawn;
        float[] inside = Distance(mask, picture.Size, isInside: true), outside = Distance(mask, picture.Size, isInside: false);
        float[] hold = new float[mask.Length];
        for (int i = 0; i < hold.Length; i++)
        {
            float depth = Math.Max(inside[i], outside[i]), share = Math.Clamp((depth - 1) / band, 0f, 1f);
            bool isSure = depth > band && mask[i] is <= 1 - Sure or >= Sure;
            hold[i] = isSure ? 0f : least + (border * share * share);
        }

        return clutter == 0 ? hold : [.. hold.Select((value, i) => value == 0 ? 0f : value + (clutter * Overlap(picture, (mask, hold), i, band + ReachPx)))];
    }

    // 1 where the colours of both sides are the same … 0 where they are far apart; 1 where one side is out of reach.
    private static float Overlap(FloatImage picture, (float[] Mask, float[] Hold) of, int i, int reach)
    {
        Side own = default, behind = default;
        (int x0, int y0, int width, int step) = (i % picture.Width, i / picture.Width, picture.Width, Math.Max(1, reach / Fineness));
        for (int y = Math.Max(0, y0 - reach); y <= Math.Min(picture.Height - 1, y0 + reach); y += step)
        {
            for (int x = Math.Max(0, x0 - reach); x <= Math.Min(width - 1, x0 + reach); x += step)
            {
                int j = (y * width) + x;
                if (of.Hold[j] == 0)
                {
                    (float r, float g, float b) = (picture.Plane(0)[j], picture.Plane(1)[j], picture.Plane(2)[j]);
                    if (of.Mask[j] >= 0.5f)
                    {
                        own = own.With(r, g, b);
                    }
                    else
                    {
                        behind = behind.With(r, g, b);
                    }
                }
            }
        }

        if (own.Count == 0 || behind.Count == 0)
        {
            return 1;
        }

        float measure = own.SquareTo(behind) / (own.Variance + behind.Variance + Grain) / Apart;
        return 1 / (1 + (measure * measure));
    }

    private static float[] Distance(float[] values, PixelSize size, bool isInside)
    {
        var mask = new Mask(size);
        for (int i = 0; i < values.Length; i++)
        {
            mask.Values[i] = values[i] >= MaskGrow.HardValue == isInside ? 1f : 0f;
        }

        return DistanceTransform.ToKept(mask);
    }

    // Sums of the colours of one side.
    private readonly record struct Side(int Count, float R, float G, float B, float Square)
    {
        public float Variance => Math.Max(0, (Square / Count) - (((R * R) + (G * G) + (B * B)) / Count / Count));

        public Side With(float r, float g, float b) => new(Count + 1, R + r, G + g, B + b, Square + (r * r) + (g * g) + (b * b));

        public float SquareTo(Side other)
        {
            (float r, float g, float b) = ((R / Count) - (other.R / other.Count), (G / Count) - (other.G / other.Count), (B / Count) - (other.B / other.Count));
            return (r * r) + (g * g) + (b * b);
        }
    }
}
