using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Tests.Support;

/// <summary>Tiles for the blend stage: gradients, texture, grain, and disc-shaped holes.</summary>
internal static class BlendScenes
{
    /// <summary>Options that join and do nothing else.</summary>
    public static BlendOptions JoinOnly(BlendMethod method) => new() { Method = method, ColorMatch = false, GrainMatch = false };

    /// <summary>1 inside a disc, fading to 0 over <paramref name="feather"/> pixels inside its edge.</summary>
    public static Mask Disc(PixelSize size, (double X, double Y) centre, double radius, double feather = 0)
    {
        var mask = new Mask(size);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            double dx = (i % size.Width) - centre.X, dy = (i / size.Width) - centre.Y;
            double inside = radius - Math.Sqrt((dx * dx) + (dy * dy));
            mask.Values[i] = inside <= 0 ? 0 : (float)Math.Min(1, inside / (feather + 1e-9));
        }

        return mask;
    }

    public static Tile Tile(FloatImage image, Mask mask) => new() { Image = image, Mask = mask, RectInImage = image.Size.Bounds };

    /// <summary>A picture from a function of channel and position, clipped to 0…1.</summary>
    public static FloatImage Paint(PixelSize size, Func<int, int, int, double> value, int channels = 3)
    {
        var image = new FloatImage(channels, size);
        for (int c = 0; c < channels; c++)
        {
            for (int i = 0; i < size.Area; i++)
            {
                image.Plane(c)[i] = (float)Math.Clamp(value(c, i % size.Width, i / size.Width), 0, 1);
            }
        }

        return image;
    }

    /// <summary>A soft gradient as 8 bit stores it: no grain at all.</summary>
    public static FloatImage Gradient(PixelSize size) =>
        Paint(size, (c, x, y) => Math.Round(255 * (0.3 + (0.1 * c) + (0.001 * x) + (0.0007 * y))) / 255);

    /// <summary>A soft gradient with grey grain of a standard deviation in 255ths, blurred by σ pixels before it is scaled.</summary>
    public static FloatImage Grainy(PixelSize size, double grain255, double sigma = 0.7, int seed = 1)
    {
        float[] noise = Gaussian.Blur(White(size, seed), size, sigma);
        double scale = grain255 / 255 / Std(noise);
        return Paint(size, (c, x, y) => 0.35 + (0.1 * c) + (0.001 * x) + (0.0007 * y) + (scale * noise[(y * size.Width) + x]));
    }

    /// <summary>Texture whose octaves have about equal energy, as in photos of grass, fur and stone.</summary>
    public static FloatImage Texture(PixelSize size, int seed = 1)
    {
        float[] sum = new float[size.Area];
        for (int octave = 0; octave < 6; octave++)
        {
            float[] noise = Gaussian.Blur(White(size, seed + octave), size, Math.Pow(2, octave) / 2);
            double scale = 0.06 / Std(noise);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += (float)(scale * noise[i]);
            }
        }

        return Paint(size, (c, x, y) => 0.4 + (0.05 * c) + sum[(y * size.Width) + x]);
    }

    public static FloatImage Add(FloatImage image, Mask where, params float[] shifts)
    {
        FloatImage result = image.Clone();
        for (int c = 0; c < shifts.Length; c++)
        {
            for (int i = 0; i < where.Values.Length; i++)
            {
                result.Plane(c)[i] = Math.Clamp(result.Plane(c)[i] + (where.Values[i] > 0 ? shifts[c] : 0), 0, 1);
            }
        }

        return result;
    }

    public static float[] White(PixelSize size, int seed)
    {
        var random = new Random(seed);
        float[] noise = new float[size.Area];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f;
        }

        return noise;
    }

    public static double Std(IReadOnlyCollection<float> values)
    {
        double mean = values.Average(v => (double)v);
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>Kept pixels have the same bits, all others are finite and within 0…1.</summary>
    public static void AssertKept(FloatImage original, FloatImage joined, Mask composite)
    {
        Assert.Equal(original.Size, joined.Size);
        Assert.Equal(original.Channels, joined.Channels);
        for (int at = 0; at < joined.Values.Length; at++)
        {
            int i = at % (joined.Width * joined.Height);
            float value = joined.Values[at];
            bool kept = composite[i % joined.Width, i / joined.Width] == 0;
            Assert.True(kept ? value == original.Values[at] : value is >= 0 and <= 1, $"Value {value} at {i}, kept: {kept}.");
        }
    }
}
