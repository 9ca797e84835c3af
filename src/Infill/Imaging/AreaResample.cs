namespace Infill.Imaging;

/// <summary>Makes pictures smaller by exact area averaging: each new pixel is the mean of what it covers, parts of pixels counted as parts.</summary>
/// <remarks>Averages the encoded samples, as viewers and OpenCV's INTER_AREA do; colour is weighted by alpha, so that what is
/// transparent does not bleed. No ringing, and equal bytes on every machine: all sums run in one order.</remarks>
public static class AreaResample
{
    /// <summary>The picture with its longer side at most <paramref name="maxSide"/> pixels; itself if it is small enough.</summary>
    /// <param name="image">Not modified.</param>
    /// <param name="maxSide">Pixels, at least 1; the shorter side is rounded to the nearest.</param>
    public static Image ToMaxSide(Image image, int maxSide)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelSize size = FitSide(image.Size, maxSide);
        return size == image.Size ? image : Reduce(image, size);
    }

    /// <summary>The size that <see cref="ToMaxSide"/> gives.</summary>
    public static PixelSize FitSide(PixelSize size, int maxSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        double scale = Math.Min(1, (double)maxSide / Math.Max(size.Width, size.Height));
        return new PixelSize(Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));
    }

    /// <summary>The picture at a smaller size.</summary>
    /// <param name="image">Not modified; the result has its format and metadata.</param>
    /// <param name="size">Neither side larger than the picture's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or larger than the picture's: this never enlarges.</exception>
    public static Image Reduce(Image image, PixelSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (size.Width < 1 || size.Height < 1 || size.Width > image.Width || size.Height > image.Height)
        {
            throw new ArgumentOutOfRangeException(nameof(size), $"{size} must lie between 1×1 and the picture's {image.Size}.");
        }

        var result = new Image(size, image.Format, image.Metadata);
        double[] rows = new double[image.Width * image.Format.Channels];
        double[] row = new double[rows.Length];
        for (int y = 0; y < size.Height; y++)
        {
            rows.AsSpan().Clear();
            foreach ((int from, double share) in Covered(y, size.Height, image.Height))
            {
                ReadWeighted(image, from, row);
                for (int i = 0; i < rows.Length; i++)
                {
                    rows[i] += share * row[i];
                }
            }

            WriteRow(rows, image.Width, result, y);
        }

        return result;
    }

    /// <summary>Source cells under one target cell, with the share of the target that each covers; the shares' sum is 1.</summary>
    private static IEnumerable<(int From, double Share)> Covered(int target, int targets, int sources)
    {
        (long start, long end) = ((long)target * sources, ((long)target + 1) * sources);
        for (long from = start / targets; from * targets < end; from++)
        {
            yield return ((int)from, (Math.Min(end, (from + 1) * targets) - Math.Max(start, from * targets)) / (double)sources);
        }
    }

    // Colour times alpha; alpha itself stands as it is. Without alpha the weight is 1.
    private static void ReadWeighted(Image image, int y, double[] row)
    {
        int channels = image.Format.Channels;
        long start = image.SampleIndex(0, y);
        for (int i = 0; i < row.Length; i += channels)
        {
            double alpha = image.Format.HasAlpha ? SampleCopy.Read(image, start + i + channels - 1) : 1;
            for (int c = 0; c < image.Format.ColorChannels; c++)
            {
                row[i + c] = alpha * SampleCopy.Read(image, start + i + c);
            }

            if (image.Format.HasAlpha)
            {
                row[i + channels - 1] = alpha;
            }
        }
    }

    private static void WriteRow(double[] rows, int width, Image result, int y)
    {
        int channels = result.Format.Channels;
        double[] means = new double[channels];
        long at = result.SampleIndex(0, y);
        for (int x = 0; x < result.Width; x++, at += channels)
        {
            means.AsSpan().Clear();
            foreach ((int from, double share) in Covered(x, result.Width, width))
            {
                for (int c = 0; c < channels; c++)
                {
                    means[c] += share * rows[(from * channels) + c];
                }
            }

            WritePixel(means, result, at);
        }
    }

    private static void WritePixel(double[] means, Image result, long at)
    {
        int last = result.Format.Channels - 1;
        double weight = result.Format.HasAlpha ? means[last] : 1;
        for (int c = 0; c < result.Format.ColorChannels; c++)
        {
            SampleCopy.Write(result, at + c, weight > 0 ? (int)Math.Round(means[c] / weight) : 0);
        }

        if (result.Format.HasAlpha)
        {
            SampleCopy.Write(result, at + last, (int)Math.Round(means[last]));
        }
    }
}
