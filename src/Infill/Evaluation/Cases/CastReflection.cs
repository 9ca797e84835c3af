using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Masks.Reflections;

namespace Infill.Evaluation.Cases;

/// <summary>The mirror image that smooth ground shows of an upright object: upside down from its foot, weaker and softer with the distance.</summary>
/// <param name="Strength">Share of the object's light at its foot, 0…1.</param>
/// <param name="Fade">Length over which it falls to 1/e, over the object's height.</param>
/// <param name="Blur">σ at the top of the mirrored object over the object's longer side; 0 at its foot: rough ground mirrors what is near more sharply.</param>
public sealed record CastReflection(double Strength, double Fade, double Blur) : IGroundEffect
{
    private const int BlurSteps = 6;

    /// <summary>Height of the mirror image over the object's: a camera that looks down sees it squeezed; default 1.</summary>
    public double Squeeze { get; init; } = 1;

    /// <summary>Rows that the mirror line falls per column to the right; default 0.</summary>
    public double Tilt { get; init; }

    /// <summary>Where the mirror line lies below the object's lowest point, over its height; negative for objects seen from above; default 0.</summary>
    public double Gap { get; init; }

    /// <summary>How far ripples throw columns aside, over the longer side; default 0, still ground.</summary>
    public double Ripple { get; init; }

    /// <summary>Seed of the ripples, 0–65535; default 0.</summary>
    public int RippleSeed { get; init; }

    /// <summary>Light that the ground mirrors where no object stands, 0…1 linear, and loses under its image; null for ground that is covered by the image.</summary>
    public double? Surroundings { get; init; }

    /// <summary>Any reflection by seed: polished floors and wet roads, tables, water.</summary>
    /// <param name="seed">0–65535.</param>
    public static CastReflection Varied(int seed)
    {
        double Between(int draw, double low, double high) => low + ((high - low) * HashNoise.Uniform(seed, 2, draw));
        return new CastReflection(Math.Exp(Between(0, Math.Log(0.12), Math.Log(0.6))), Math.Exp(Between(1, Math.Log(0.3), Math.Log(3))), Between(2, 0, 0.04))
        {
            Squeeze = Between(3, 0.8, 1.05),
            Tilt = Between(4, -0.06, 0.06),
            Gap = Between(5, -0.06, 0.02),
            Ripple = Between(6, 0, 1) < 0.3 ? Between(7, 0.002, 0.012) : 0,
            RippleSeed = seed,
            Surroundings = Between(8, 0, 1) < 0.5 ? Between(9, 0.1, 0.7) : null,
        };
    }

    /// <inheritdoc/>
    public PixelRect Reach(PixelSize size)
    {
        int side = Math.Max(size.Width, size.Height);
        int aside = (int)Math.Ceiling((3.5 * Blur * side) + (2 * Ripple * side)) + 2;
        int tilt = (int)Math.Ceiling(Math.Abs(Tilt) * size.Width);
        return PixelRect.FromEdges(-aside, 0, size.Width + aside, size.Height + (int)Math.Ceiling((Gap + Squeeze) * size.Height) + tilt + aside);
    }

    /// <summary>The mirror image over <see cref="Reach"/>: red, green and blue in linear light times its share, and its share, 0…1.</summary>
    /// <param name="cut">The object with its alpha in the fourth channel, sRGB-encoded.</param>
    public FloatImage Draw(FloatImage cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        PixelRect reach = Reach(cut.Size);
        FloatImage sharp = Mirror(cut, reach), soft = new(4, reach.Size);
        int side = Math.Max(cut.Width, cut.Height);
        for (int c = 0; c < 4; c++)
        {
            float[][] steps = [.. Enumerable.Range(0, BlurSteps + 1).Select(k => Gaussian.Blur(sharp.Plane(c), reach.Size, Blur * side * k / BlurSteps))];
            for (int i = 0; i < reach.Area; i++)
            {
                double depth = Depth((i % reach.Width) + reach.X, (i / reach.Width) + reach.Y, cut.Size);
                double step = Math.Clamp(depth, 0, 1) * BlurSteps;
                int k = Math.Min(BlurSteps - 1, (int)step);
                double image = steps[k][i] + ((step - k) * (steps[k + 1][i] - steps[k][i]));
                soft.Plane(c)[i] = depth < 0 ? 0f : (float)(Strength * Math.Exp(-depth / Fade) * image);
            }
        }

        return soft;
    }

    /// <inheritdoc/>
    public GroundChange Change(FloatImage cut)
    {
        FloatImage image = Draw(cut);
        float[] share = image.Plane(3).ToArray();
        return new GroundChange(
            [.. share.Select(s => Math.Min(1f, s / (2 * (float)ReflectionFinder.LeastShare)))],
            (i, c, light) => Math.Clamp(light - (share[i] * (float)(Surroundings ?? light)) + image.Plane(c)[i], 0f, 1f));
    }

    // Below the mirror line, over the length of the mirrored object.
    private double Depth(double x, double y, PixelSize size) => (y - Line(x, size)) / (Squeeze * size.Height);

    private double Line(double x, PixelSize size) => (size.Height * (1 + Gap)) + (Tilt * (x - (size.Width / 2.0)));

    private FloatImage Mirror(FloatImage cut, PixelRect reach)
    {
        var mirrored = new FloatImage(4, reach.Size);
        int side = Math.Max(cut.Width, cut.Height);
        double waves = 25 + (30 * HashNoise.Uniform(RippleSeed, 3, 0));
        for (int i = 0; i < reach.Area; i++)
        {
            (int x, int y) = ((i % reach.Width) + reach.X, (i / reach.Width) + reach.Y);
            double depth = Depth(x, y, cut.Size);
            double wave = Ripple * side * (Math.Sin(depth * waves) + HashNoise.Uniform(RippleSeed, 4, y - reach.Y) - 0.5);
            int column = (int)Math.Round(x + wave), row = (int)Math.Round(Line(x, cut.Size) - ((y - Line(x, cut.Size)) / Squeeze));
            if (depth >= 0 && cut.Size.Bounds.Contains(column, row))
            {
                float alpha = cut[3, column, row];
                mirrored.Plane(3)[i] = alpha;
                for (int c = 0; c < 3; c++)
                {
                    mirrored.Plane(c)[i] = alpha * SrgbCurve.Decode(cut[c, column, row]);
                }
            }
        }

        return mirrored;
    }
}
