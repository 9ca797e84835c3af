namespace Infill.Imaging;

/// <summary>Masks as pictures and back.</summary>
public static class MaskImage
{
    // Rec. 709 weights on the encoded samples; grey pixels give their own value.
    private const float Red = 0.2126f;
    private const float Green = 0.7152f;
    private const float Blue = 0.0722f;
    private const float JpegNoise = 16f / 255f;

    /// <summary>Reads a mask out of a picture's raw samples; no colour profile is applied.</summary>
    /// <param name="image">Grey or RGB, with or without alpha.</param>
    /// <param name="polarity">Which pixels mean "fill".</param>
    /// <returns>A mask whose window is the tight bounds of what is filled.</returns>
    /// <exception cref="ArgumentException">The picture is CMYK, or the polarity needs alpha and it has none.</exception>
    public static Mask FromImage(Image image, MaskPolarity polarity = MaskPolarity.WhiteFills)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (FindObstacle(image.Format, polarity) is string obstacle)
        {
            throw new ArgumentException(obstacle);
        }

        var mask = new Mask(image.Size, FindBounds(image, polarity));
        float[] row = new float[image.Width];
        for (int y = 0; y < mask.Window.Height; y++)
        {
            ReadRow(image, mask.Window.Y + y, polarity, row);
            row.AsSpan(mask.Window.X, mask.Window.Width).CopyTo(mask.WindowRow(y));
        }

        return mask;
    }

    /// <summary>Why a picture of this format is no mask, or null; known from its header.</summary>
    /// <param name="format">Samples of the picture.</param>
    /// <param name="polarity">Which pixels mean "fill".</param>
    public static string? FindObstacle(PixelFormat format, MaskPolarity polarity) =>
        format.Model == ColorModel.Cmyk ? $"a mask must be grey or RGB, this picture is {format}."
        : polarity is MaskPolarity.TransparentFills or MaskPolarity.OpaqueFills && !format.HasAlpha
            ? $"polarity {polarity} reads alpha, this picture is {format}; use WhiteFills or BlackFills."
        : null;

    /// <summary>A copy in which values within 16/255 of 0 or 1 are 0 or 1, with a tight window: what a JPEG's compression did to a hard mask.</summary>
    internal static Mask WithoutJpegNoise(Mask mask)
    {
        Mask clean = mask.Clone();
        foreach (ref float value in clean.Values.AsSpan())
        {
            value = value <= JpegNoise ? 0f : value >= 1f - JpegNoise ? 1f : value;
        }

        return clean.WithWindow(clean.FindBounds());
    }

    /// <summary>The mask as 16-bit grey, white = fill; <see cref="FromImage"/> gives back exactly what 16 bits hold.</summary>
    public static Image ToImage16(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var image = new Image(mask.Size, new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 16));
        for (int y = 0; y < mask.Window.Height; y++)
        {
            ReadOnlySpan<float> values = mask.WindowRow(y);
            Span<ushort> samples = image.Samples16.AsSpan((int)image.SampleIndex(mask.Window.X, mask.Window.Y + y), values.Length);
            for (int x = 0; x < values.Length; x++)
            {
                samples[x] = (ushort)MathF.Round(Math.Clamp(values[x], 0f, 1f) * ushort.MaxValue);
            }
        }

        return image;
    }

    private static PixelRect FindBounds(Image image, MaskPolarity polarity)
    {
        PixelRect bounds = default;
        float[] row = new float[image.Width];
        for (int y = 0; y < image.Height; y++)
        {
            ReadRow(image, y, polarity, row);
            int first = row.AsSpan().IndexOfAnyExcept(0f);
            if (first >= 0)
            {
                bounds = bounds.Union(PixelRect.FromEdges(first, y, row.AsSpan().LastIndexOfAnyExcept(0f) + 1, y + 1));
            }
        }

        return bounds;
    }

    private static void ReadRow(Image image, int y, MaskPolarity polarity, float[] row)
    {
        int channels = image.Format.Channels;
        long start = image.SampleIndex(0, y);
        float max = image.Format.MaxValue;
        for (int x = 0; x < row.Length; x++)
        {
            long i = start + ((long)x * channels);
            float alpha = image.Format.HasAlpha ? Sample(image, i + channels - 1) / max : 1f;
            row[x] = polarity switch
            {
                MaskPolarity.WhiteFills => Luminance(image, i) / max * alpha,
                MaskPolarity.BlackFills => (1f - (Luminance(image, i) / max)) * alpha,
                MaskPolarity.TransparentFills => 1f - alpha,
                _ => alpha,
            };
        }
    }

    private static float Luminance(Image image, long i)
    {
        int red = Sample(image, i);
        if (image.Format.Model == ColorModel.Grey || (red == Sample(image, i + 1) && red == Sample(image, i + 2)))
        {
            return red;
        }

        return (Red * red) + (Green * Sample(image, i + 1)) + (Blue * Sample(image, i + 2));
    }

    private static int Sample(Image image, long i) => image.Format.BitDepth == 8 ? image.Samples8[i] : image.Samples16[i];
}
