using System.Numerics;

namespace Infill.Imaging;

/// <summary>Moves samples between interleaved integers and float planes: v / max one way, clip and round to nearest the other.</summary>
internal static class SampleCopy
{
    /// <summary>The colour channels of a rectangle as a picture of its own.</summary>
    public static Image Crop(Image image, PixelRect rect, PixelFormat color)
    {
        var crop = new Image(rect.Size, color);
        for (int y = 0; y < rect.Height; y++)
        {
            long from = image.SampleIndex(rect.X, rect.Y + y);
            long to = crop.SampleIndex(0, y);
            if (image.Format == color)
            {
                Array samples = color.BitDepth == 8 ? image.Samples8 : image.Samples16;
                Array.Copy(samples, from, color.BitDepth == 8 ? crop.Samples8 : crop.Samples16, to, (long)rect.Width * color.Channels);
                continue;
            }

            for (int x = 0; x < rect.Width; x++, from += image.Format.Channels, to += color.Channels)
            {
                CopyPixel(image, from, crop, to);
            }
        }

        return crop;
    }

    /// <summary>Copies the colour channels of equally large pictures of one model and depth.</summary>
    public static void CopyColor(Image source, Image target)
    {
        for (long i = 0; i < source.Size.Area; i++)
        {
            CopyPixel(source, i * source.Format.Channels, target, i * target.Format.Channels);
        }
    }

    /// <summary>True if any alpha in the rectangle is below the maximum.</summary>
    public static bool HasTransparency(Image image, PixelRect rect)
    {
        if (!image.Format.HasAlpha)
        {
            return false;
        }

        for (int y = rect.Y; y < rect.Bottom; y++)
        {
            long i = image.SampleIndex(rect.X, y) + image.Format.ColorChannels;
            for (int x = 0; x < rect.Width; x++, i += image.Format.Channels)
            {
                if (Read(image, i) < image.Format.MaxValue)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>One channel of a whole picture as 0…1.</summary>
    public static void ToPlane(Image image, int channel, Span<float> plane)
    {
        if (image.Format.BitDepth == 8)
        {
            ToPlane<byte>(image.Samples8.AsSpan(channel), image.Format, plane);
        }
        else
        {
            ToPlane<ushort>(image.Samples16.AsSpan(channel), image.Format, plane);
        }
    }

    /// <summary>The alpha of a rectangle as 0…1.</summary>
    public static void AlphaToPlane(Image image, PixelRect rect, Span<float> plane)
    {
        float max = image.Format.MaxValue;
        for (int y = 0; y < rect.Height; y++)
        {
            long i = image.SampleIndex(rect.X, rect.Y + y) + image.Format.ColorChannels;
            for (int x = 0; x < rect.Width; x++, i += image.Format.Channels)
            {
                plane[(y * rect.Width) + x] = Read(image, i) / max;
            }
        }
    }

    /// <summary>Writes a plane into one channel.</summary>
    public static void FromPlane(ReadOnlySpan<float> plane, Image image, int channel)
    {
        float max = image.Format.MaxValue;
        for (int i = 0; i < plane.Length; i++)
        {
            // NaN fails both comparisons of a clamp; it must not reach the cast.
            float value = float.IsNaN(plane[i]) ? 0f : Math.Clamp(plane[i], 0f, 1f);
            Write(image, ((long)i * image.Format.Channels) + channel, (int)MathF.Round(value * max));
        }
    }

    /// <summary>Writes the tile's alpha, or full opacity if it has none, into the last channel.</summary>
    public static void WriteAlpha(FloatImage tile, Image image)
    {
        if (tile.Channels == 4)
        {
            FromPlane(tile.Plane(3), image, image.Format.ColorChannels);
            return;
        }

        for (long i = image.Format.ColorChannels; i < image.Size.Area * image.Format.Channels; i += image.Format.Channels)
        {
            Write(image, i, image.Format.MaxValue);
        }
    }

    /// <summary>One sample by its index among all.</summary>
    public static int Read(Image image, long i) => image.Format.BitDepth == 8 ? image.Samples8[i] : image.Samples16[i];

    /// <summary>Sets one sample by its index among all.</summary>
    public static void Write(Image image, long i, int value)
    {
        if (image.Format.BitDepth == 8)
        {
            image.Samples8[i] = (byte)value;
        }
        else
        {
            image.Samples16[i] = (ushort)value;
        }
    }

    private static void ToPlane<T>(ReadOnlySpan<T> samples, PixelFormat format, Span<float> plane)
        where T : unmanaged, INumberBase<T>
    {
        (float max, int step) = (format.MaxValue, format.Channels);
        for (int i = 0, at = 0; i < plane.Length; i++, at += step)
        {
            plane[i] = float.CreateTruncating(samples[at]) / max;
        }
    }

    private static void CopyPixel(Image source, long from, Image target, long to)
    {
        for (int c = 0; c < target.Format.ColorChannels; c++)
        {
            Write(target, to + c, Read(source, from + c));
        }
    }
}
