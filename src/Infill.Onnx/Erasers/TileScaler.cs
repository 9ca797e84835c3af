using Infill.Imaging;

namespace Infill.Onnx.Erasers;

/// <summary>Takes a region to a smaller size without letting the hole's content leak, and a fill back.</summary>
internal static class TileScaler
{
    /// <summary>Exact area averages over known pixels only; a small pixel that covers any of the hole belongs to the hole, and shows what is known of it.</summary>
    /// <param name="picture">Not modified.</param>
    /// <param name="hole">One value per pixel, 1 = hole, 0 = known.</param>
    /// <param name="size">Neither side larger than the picture's.</param>
    public static (FloatImage Picture, float[] Hole) Reduce(FloatImage picture, float[] hole, PixelSize size)
    {
        float[] known = Array.ConvertAll(hole, h => 1f - h);
        float[] share = Average(known, picture.Size, size);
        var small = new FloatImage(picture.Channels, size);
        for (int c = 0; c < picture.Channels; c++)
        {
            float[] weighted = picture.Plane(c).ToArray();
            for (int i = 0; i < weighted.Length; i++)
            {
                weighted[i] *= known[i];
            }

            float[] sums = Average(weighted, picture.Size, size);
            Span<float> plane = small.Plane(c);
            for (int i = 0; i < sums.Length; i++)
            {
                plane[i] = share[i] > 0 ? Math.Clamp(sums[i] / share[i], 0f, 1f) : 0f;
            }
        }

        // Shares of wholly known pixels are sums of rounded parts of 1.
        return (small, Array.ConvertAll(share, s => s < 1f - 1e-4f ? 1f : 0f));
    }

    /// <summary>Cubic interpolation (Catmull–Rom), pixel centres to pixel centres, ends held.</summary>
    /// <param name="picture">Not modified.</param>
    /// <param name="size">Neither side smaller than the picture's.</param>
    /// <returns>Values of the picture's range: overshoots are cut to 0…1.</returns>
    /// <remarks>Source: Keys, "Cubic convolution interpolation for digital image processing", IEEE ASSP 29 (1981), a = −½.</remarks>
    public static FloatImage Enlarge(FloatImage picture, PixelSize size)
    {
        (int From, float[] Weights)[] columns = Cubic(picture.Width, size.Width), rows = Cubic(picture.Height, size.Height);
        var large = new FloatImage(picture.Channels, size);
        for (int c = 0; c < picture.Channels; c++)
        {
            float[] wide = new float[size.Width * picture.Height];
            for (int y = 0; y < picture.Height; y++)
            {
                ReadOnlySpan<float> row = picture.Row(c, y);
                for (int x = 0; x < size.Width; x++)
                {
                    float sum = 0;
                    for (int k = 0; k < 4; k++)
                    {
                        sum += columns[x].Weights[k] * row[Math.Clamp(columns[x].From + k, 0, picture.Width - 1)];
                    }

                    wide[(y * size.Width) + x] = sum;
                }
            }

            StretchDown(wide, rows, picture.Height, large, c);
        }

        return large;
    }

    private static void StretchDown(float[] wide, (int From, float[] Weights)[] rows, int height, FloatImage large, int channel)
    {
        for (int y = 0; y < large.Height; y++)
        {
            Span<float> row = large.Row(channel, y);
            for (int k = 0; k < 4; k++)
            {
                int from = Math.Clamp(rows[y].From + k, 0, height - 1) * large.Width;
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] += rows[y].Weights[k] * wide[from + x];
                }
            }

            for (int x = 0; x < row.Length; x++)
            {
                row[x] = Math.Clamp(row[x], 0f, 1f);
            }
        }
    }

    private static (int From, float[] Weights)[] Cubic(int from, int to)
    {
        var taps = new (int, float[])[to];
        for (int i = 0; i < to; i++)
        {
            double place = ((i + 0.5) * from / to) - 0.5;
            int first = (int)Math.Floor(place);
            float t = (float)(place - first);
            taps[i] = (first - 1,
            [
                ((-0.5f * t * t * t) + (t * t)) - (0.5f * t),
                (1.5f * t * t * t) - (2.5f * t * t) + 1f,
                (-1.5f * t * t * t) + (2f * t * t) + (0.5f * t),
                (0.5f * t * t * t) - (0.5f * t * t),
            ]);
        }

        return taps;
    }

    private static float[] Average(float[] plane, PixelSize size, PixelSize small)
    {
        float[] narrow = new float[small.Width * size.Height];
        for (int x = 0; x < small.Width; x++)
        {
            foreach ((int from, float share) in Covered(x, small.Width, size.Width))
            {
                for (int y = 0; y < size.Height; y++)
                {
                    narrow[(y * small.Width) + x] += share * plane[(y * size.Width) + from];
                }
            }
        }

        float[] result = new float[small.Width * small.Height];
        for (int y = 0; y < small.Height; y++)
        {
            foreach ((int from, float share) in Covered(y, small.Height, size.Height))
            {
                for (int x = 0; x < small.Width; x++)
                {
                    result[(y * small.Width) + x] += share * narrow[(from * small.Width) + x];
                }
            }
        }

        return result;
    }

    // Source cells under one target cell, with the share of the target that each covers.
    private static IEnumerable<(int From, float Share)> Covered(int target, int targets, int sources)
    {
        (long start, long end) = ((long)target * sources, ((long)target + 1) * sources);
        for (long from = start / targets; from * targets < end; from++)
        {
            yield return ((int)from, (Math.Min(end, (from + 1) * targets) - Math.Max(start, from * targets)) / (float)sources);
        }
    }
}
