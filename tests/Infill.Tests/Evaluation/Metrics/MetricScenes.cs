using Infill.Imaging;

namespace Infill.Tests.Evaluation.Metrics;

/// <summary>Pictures made of integer arithmetic, so that another program can make the very same.</summary>
internal static class MetricScenes
{
    public static readonly PixelSize Size = new(140, 121);

    /// <summary>Bricks of 7×5 with grain of 32 levels.</summary>
    public static FloatImage Truth() => Paint(Size, (x, y, c) => 90 + (60 * (((x / 7) + (y / 5)) % 2)) + (Hash(x, y, c, 1) % 32) + (4 * c));

    /// <summary>Squares of 6 with grain of 20 levels: near the truth, but not it.</summary>
    public static FloatImage Fill() => Paint(Size, (x, y, c) => 105 + (50 * (((x / 6) + (y / 6)) % 2)) + (Hash(x, y, c, 2) % 20) - (3 * c));

    public static FloatImage Flat(float r, float g, float b) => Paint(Size, (_, _, c) => (c == 0 ? r : c == 1 ? g : b) * 255f);

    public static Mask Disc(int radius = 23, int centreX = 70, int centreY = 58) => Where(Size, (x, y) =>
        ((x - centreX) * (x - centreX)) + ((y - centreY) * (y - centreY)) <= radius * radius);

    public static Mask Where(PixelSize size, Func<int, int, bool> inside)
    {
        var mask = new Mask(size);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = inside(i % size.Width, i / size.Width) ? 1f : 0f;
        }

        return mask;
    }

    public static FloatImage Paint(PixelSize size, Func<int, int, int, float> level)
    {
        var image = new FloatImage(3, size);
        for (int i = 0; i < image.Values.Length; i++)
        {
            int pixel = i % (size.Width * size.Height);
            image.Values[i] = level(pixel % size.Width, pixel / size.Width, i / (size.Width * size.Height)) / 255f;
        }

        return image;
    }

    public static FloatImage Map(FloatImage image, Func<float, float> change)
    {
        FloatImage copy = image.Clone();
        for (int i = 0; i < copy.Values.Length; i++)
        {
            copy.Values[i] = change(copy.Values[i]);
        }

        return copy;
    }

    /// <summary>The first picture inside the hole, the second outside.</summary>
    public static FloatImage Join(FloatImage inside, FloatImage outside, Mask mask)
    {
        FloatImage joined = outside.Clone();
        for (int i = 0; i < joined.Values.Length; i++)
        {
            joined.Values[i] = mask.Values[i % mask.Values.Length] > 0 ? inside.Values[i] : joined.Values[i];
        }

        return joined;
    }

    private static int Hash(int x, int y, int c, int seed)
    {
        uint value = ((uint)x * 73856093u) ^ ((uint)y * 19349663u) ^ ((uint)(c + 1) * 83492791u) ^ ((uint)seed * 2654435761u);
        value = (value ^ (value >> 15)) * 2246822519u;
        return (int)((value >> 13) & 255);
    }
}
