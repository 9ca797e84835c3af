using Infill.Imaging;
using Infill.Workflows;

namespace Infill.Cli.Batch;

/// <summary>Small pictures for the report.</summary>
internal static class Thumbnail
{
    private const int JpegQuality = 60;

    /// <summary>Samples of the picture along each side of a thumbnail's pixel: enough against moiré, and little work for large pictures.</summary>
    private const int SamplesPerSide = 4;

    private const float Paper = 1f;

    private static readonly PixelFormat Rgb8 = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);

    /// <summary>The picture as a small JPEG in sRGB, transparent places white.</summary>
    /// <param name="picture">Any model, depth and profile.</param>
    /// <param name="longestPx">Longest side in pixels, from 1; smaller pictures keep their size.</param>
    public static byte[] Encode(Image picture, int longestPx) => Encode(picture, longestPx, null);

    /// <summary>The picture that a job was given. The borders of an extension are white: nothing stood there before.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="longestPx">Longest side in pixels, from 1.</param>
    public static byte[] EncodeSource(InpaintRequest request, int longestPx) =>
        Encode(request.Image, longestPx, request.Workflow == Outpaint.Workflow ? request.Mask : null);

    private static byte[] Encode(Image picture, int longestPx, Mask? blank)
    {
        Image small = Shrink(picture, longestPx);
        FloatImage srgb = ColorProfile.ToSrgb(small, small.Size.Bounds);
        for (int i = 0; blank is not null && i < small.Size.Area; i++)
        {
            (int x, int y) = (i % small.Width * picture.Width / small.Width, i / small.Width * picture.Height / small.Height);
            for (int c = 0; c < srgb.Channels && blank[x, y] > 0; c++)
            {
                srgb.Plane(c)[i] = Paper;
            }
        }

        return ImageFile.Encode(OnPaper(srgb), FileFormat.Jpeg, new SaveOptions { JpegQuality = JpegQuality, StripMetadata = true });
    }

    /// <summary>Longest side that keeps a page of so many items at a size that browsers like; null = not known how many.</summary>
    public static int SizeFor(int? items) => items switch
    {
        <= 200 => 320,
        <= 2000 or null => 192,
        _ => 112,
    };

    private static Image Shrink(Image picture, int longestPx)
    {
        double scale = Math.Max(1, (double)Math.Max(picture.Width, picture.Height) / longestPx);
        var size = new PixelSize(Math.Max(1, (int)(picture.Width / scale)), Math.Max(1, (int)(picture.Height / scale)));
        var small = new Image(size, picture.Format, picture.Metadata);
        for (int y = 0; y < size.Height; y++)
        {
            int[] rows = Places(y, scale, picture.Height);
            for (int x = 0; x < size.Width; x++)
            {
                int[] columns = Places(x, scale, picture.Width);
                for (int channel = 0; channel < picture.Format.Channels; channel++)
                {
                    small[x, y, channel] = Mean(picture, columns, rows, channel);
                }
            }
        }

        return small;
    }

    /// <summary>Where a pixel of the thumbnail looks in the picture, along one side.</summary>
    private static int[] Places(int at, double scale, int length)
    {
        int count = Math.Clamp((int)Math.Ceiling(scale), 1, SamplesPerSide);
        return [.. Enumerable.Range(0, count).Select(i => Math.Min(length - 1, (int)((at + ((i + 0.5) / count)) * scale)))];
    }

    private static int Mean(Image picture, int[] columns, int[] rows, int channel)
    {
        int sum = 0;
        foreach (int row in rows)
        {
            foreach (int column in columns)
            {
                sum += picture[column, row, channel];
            }
        }

        int count = rows.Length * columns.Length;
        return (sum + (count / 2)) / count;
    }

    private static Image OnPaper(FloatImage srgb)
    {
        var picture = new Image(srgb.Size, Rgb8);
        for (int i = 0; i < srgb.Width * srgb.Height; i++)
        {
            float alpha = srgb.Channels == 4 ? srgb.Plane(3)[i] : 1f;
            for (int channel = 0; channel < 3; channel++)
            {
                float value = (srgb.Plane(channel)[i] * alpha) + (Paper * (1 - alpha));
                picture.Samples8[(i * 3) + channel] = (byte)MathF.Round(Math.Clamp(value, 0f, 1f) * byte.MaxValue);
            }
        }

        return picture;
    }
}
