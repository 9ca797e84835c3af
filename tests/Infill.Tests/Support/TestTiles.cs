using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Tests.Support;

/// <summary>Small synthetic tiles whose right answer is known.</summary>
internal static class TestTiles
{
    /// <summary>A tile from a function of (channel, x, y) and a hole given as a rectangle.</summary>
    public static Tile From(PixelSize size, Func<int, int, int, float> value, PixelRect hole, int channels = 3)
    {
        var image = new FloatImage(channels, size);
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < size.Height; y++)
            {
                for (int x = 0; x < size.Width; x++)
                {
                    image[c, x, y] = value(c, x, y);
                }
            }
        }

        return new Tile { Image = image, Mask = RectMask(size, hole), RectInImage = size.Bounds };
    }

    /// <summary>Soft diagonal stripes of a period of 16 pixels: one continuation is right.</summary>
    public static Tile Stripes(PixelSize size, PixelRect hole) => From(
        size, (c, x, y) => 0.5f + (0.3f * MathF.Sin((x + y) * MathF.PI / 8f)) + (0.05f * c), hole);

    /// <summary>Noise with a smooth base: many continuations are right.</summary>
    public static Tile Texture(PixelSize size, PixelRect hole) => From(
        size, (c, x, y) => 0.3f + (0.4f * Infill.Diffusion.CounterRandom.ToUnit(Infill.Diffusion.CounterRandom.Bits(7, (uint)x / 2, (uint)y / 2, 0))) + (0.02f * c), hole);

    /// <summary>The tile with its hole painted over, as a photo with an object in it.</summary>
    public static Tile WithObject(Tile tile, float value)
    {
        FloatImage image = tile.Image.Clone();
        for (int c = 0; c < image.Channels; c++)
        {
            Span<float> plane = image.Plane(c);
            for (int i = 0; i < plane.Length; i++)
            {
                plane[i] = tile.Mask.Values[i] > 0 ? value : plane[i];
            }
        }

        return tile with { Image = image };
    }

    /// <summary>A hard mask of one rectangle.</summary>
    public static Mask RectMask(PixelSize size, PixelRect hole)
    {
        var mask = new Mask(size);
        for (int y = hole.Y; y < hole.Bottom; y++)
        {
            for (int x = hole.X; x < hole.Right; x++)
            {
                mask[x, y] = 1f;
            }
        }

        return mask;
    }

    /// <summary>PSNR in dB inside the hole, peak 1.</summary>
    public static double PsnrInHole(Tile truth, FloatImage filled)
    {
        double sum = 0;
        long count = 0;
        for (int c = 0; c < filled.Channels; c++)
        {
            ReadOnlySpan<float> a = truth.Image.Plane(c), b = filled.Plane(c);
            for (int i = 0; i < a.Length; i++)
            {
                if (truth.Mask.Values[i] > 0)
                {
                    sum += Math.Pow(a[i] - b[i], 2);
                    count++;
                }
            }
        }

        return -10 * Math.Log10(Math.Max(sum / count, 1e-12));
    }
}
