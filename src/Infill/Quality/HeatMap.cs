using Infill.Imaging;

namespace Infill.Quality;

/// <summary>Shows where the gate found something wrong.</summary>
public static class HeatMap
{
    private const float Strength = 0.75f;

    /// <summary>Fainter heat is not shown.</summary>
    private const float Faint = 0.08f;

    /// <summary>The picture in grey with the heat over it: from yellow (a little) to red (most).</summary>
    /// <param name="image">The filled picture, any format.</param>
    /// <param name="heat">0 … 1, of its size: <see cref="FillVerdict.Heat"/>.</param>
    /// <returns>8-bit RGB without profile.</returns>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static Image Draw(Image image, Mask heat)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(heat);
        if (image.Size != heat.Size)
        {
            throw new ArgumentException($"The heat is {heat.Size}, the picture is {image.Size}; both must have the same size.", nameof(heat));
        }

        FloatImage shown = ColorProfile.ToSrgb(image, image.Size.Bounds);
        var drawn = new FloatImage(3, image.Size);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                float grey = (0.299f * shown[0, x, y]) + (0.587f * shown[1, x, y]) + (0.114f * shown[2, x, y]);
                float value = heat[x, y];
                float share = value < Faint ? 0 : Strength * MathF.Sqrt(value);
                drawn[0, x, y] = Mix(grey, 1f, share);
                drawn[1, x, y] = Mix(grey, 1f - value, share);
                drawn[2, x, y] = Mix(grey, 0f, share);
            }
        }

        return ColorProfile.FromSrgb(drawn, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), ImageMetadata.None);
    }

    /// <summary>The heat of all parts in one mask; where two views overlap, the stronger.</summary>
    internal static Mask Merge(PixelSize size, IReadOnlyList<PartVerdict> parts)
    {
        PixelRect window = parts.Aggregate(default(PixelRect), (all, part) => all.Union(part.Window));
        var heat = new Mask(size, window);
        foreach (PartVerdict part in parts)
        {
            for (int i = 0; i < part.Heat.Length; i++)
            {
                (int x, int y) = (part.Window.X + (i % part.Window.Width), part.Window.Y + (i / part.Window.Width));
                heat[x, y] = Math.Max(heat[x, y], part.Heat[i]);
            }
        }

        return heat;
    }

    private static float Mix(float ground, float color, float share) => ground + (share * (color - ground));
}
