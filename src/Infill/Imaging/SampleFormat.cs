namespace Infill.Imaging;

/// <summary>Changes of a picture's format that lose nothing.</summary>
/// <remarks>WebP, AVIF and GIF hold grey as equal RGB, and some drop an alpha that is opaque everywhere; with this a
/// caller can still compare what was written with what was meant, sample for sample.</remarks>
public static class SampleFormat
{
    /// <summary>The same picture in another format, or null if that would lose a sample.</summary>
    /// <param name="image">Returned itself if it has the format already.</param>
    /// <param name="format">Same bit depth; grey and RGB change into each other if all channels are equal, alpha comes and goes while opaque.</param>
    public static Image? TryExact(Image image, PixelFormat format)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Format == format)
        {
            return image;
        }

        bool isPossible = format.BitDepth == image.Format.BitDepth
            && (format.Model == image.Format.Model || (format.Model != ColorModel.Cmyk && image.Format.Model != ColorModel.Cmyk))
            && (format.HasAlpha || !SampleCopy.HasTransparency(image, image.Size.Bounds));
        return isPossible ? Rewrite(image, format) : null;
    }

    private static Image? Rewrite(Image image, PixelFormat format)
    {
        var result = new Image(image.Size, format, image.Metadata);
        for (long i = 0; i < image.Size.Area; i++)
        {
            long from = i * image.Format.Channels;
            long to = i * format.Channels;
            if (format.Model == ColorModel.Grey && image.Format.Model == ColorModel.Rgb && !IsNeutral(image, from))
            {
                return null;
            }

            for (int c = 0; c < format.ColorChannels; c++)
            {
                SampleCopy.Write(result, to + c, SampleCopy.Read(image, from + Math.Min(c, image.Format.ColorChannels - 1)));
            }

            if (format.HasAlpha)
            {
                int alpha = image.Format.HasAlpha ? SampleCopy.Read(image, from + image.Format.ColorChannels) : format.MaxValue;
                SampleCopy.Write(result, to + format.ColorChannels, alpha);
            }
        }

        return result;
    }

    private static bool IsNeutral(Image image, long i)
    {
        int red = SampleCopy.Read(image, i);
        return SampleCopy.Read(image, i + 1) == red && SampleCopy.Read(image, i + 2) == red;
    }
}
