using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>Pictures as all engines and metrics take them: 8-bit sRGB, no alpha, no metadata.</summary>
public static class EvalPicture
{
    private static readonly PixelFormat Format = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);

    /// <summary>Reads a picture file.</summary>
    /// <param name="path">Any of the six formats.</param>
    /// <param name="maxSide">Longest side in pixels to scale down to; 0 = as it is.</param>
    /// <param name="cancellationToken">Looked at while decoding.</param>
    /// <exception cref="ImageFileException">Not a readable picture.</exception>
    public static Image Load(string path, int maxSide = 0, CancellationToken cancellationToken = default)
    {
        Image image = ImageFile.Load(path, options: null, cancellationToken);
        return ToRgb8(maxSide > 0 ? AreaResample.ToMaxSide(image, maxSide) : image);
    }

    /// <summary>The picture's colours in 8-bit sRGB; what is transparent keeps its colour and becomes opaque.</summary>
    public static Image ToRgb8(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Format == Format && ColorProfile.IsSrgb(image)
            ? image.WithMetadata(ImageMetadata.None)
            : ColorProfile.FromSrgb(ColorProfile.ToSrgb(image, image.Size.Bounds), Format, ImageMetadata.None);
    }

    /// <summary>A rectangle of a picture as a picture of its own.</summary>
    /// <exception cref="ArgumentException">The rectangle is empty or reaches outside.</exception>
    public static Image Cut(Image image, PixelRect rect) => ColorProfile.FromSrgb(ColorProfile.ToSrgb(image, rect), Format, ImageMetadata.None);

    /// <summary>A copy whose masked pixels are magenta: no engine can find the truth in it, and what one leaves unfilled shows.</summary>
    public static Image Punch(Image truth, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(mask);
        Image punched = truth.Clone();
        PixelRect bounds = mask.FindBounds();
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            for (int x = bounds.X; x < bounds.Right; x++)
            {
                if (mask[x, y] > 0)
                {
                    long i = punched.SampleIndex(x, y);
                    (punched.Samples8[i], punched.Samples8[i + 1], punched.Samples8[i + 2]) = (255, 0, 255);
                }
            }
        }

        return punched;
    }

    /// <summary>The mask as 8-bit grey for other programs, white = fill; what is filled a little is at least 1.</summary>
    public static Image OfMask(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var image = new Image(mask.Size, new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 8));
        for (int y = 0; y < mask.Window.Height; y++)
        {
            ReadOnlySpan<float> values = mask.WindowRow(y);
            Span<byte> samples = image.Samples8.AsSpan((int)image.SampleIndex(mask.Window.X, mask.Window.Y + y), values.Length);
            for (int x = 0; x < values.Length; x++)
            {
                samples[x] = (byte)MathF.Ceiling(Math.Clamp(values[x], 0f, 1f) * byte.MaxValue);
            }
        }

        return image;
    }
}
