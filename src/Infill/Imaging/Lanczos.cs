namespace Infill.Imaging;

/// <summary>Resamples small pictures with Lanczos' kernel of three lobes, to any size in either direction.</summary>
/// <remarks><c>L(x) = sinc(x)·sinc(x/3)</c> for |x| &lt; 3; where a picture is made smaller the kernel is as much wider, so that nothing aliases.
/// Weights are scaled to the sum 1 and end at the picture's border, as Pillow has it. Source: Duchon, "Lanczos Filtering in One and Two
/// Dimensions", J. Appl. Meteorol. 18 (1979) 1016–1022. The result may leave the range of its source a little, by ringing.</remarks>
public static class Lanczos
{
    private const int Lobes = 3;

    /// <summary>A new picture of another size; a copy if the size is the same.</summary>
    /// <param name="image">Not modified.</param>
    /// <param name="size">Size of every plane of the result, at least 1×1.</param>
    public static FloatImage Resize(FloatImage image, PixelSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Size == size)
        {
            return image.Clone();
        }

        var result = new FloatImage(image.Channels, size);
        FloatImage wide = ResizeRows(image, size.Width);
        for (int y = 0; y < size.Height; y++)
        {
            (int first, float[] weights) = Taps(y, size.Height, image.Height);
            for (int c = 0; c < image.Channels; c++)
            {
                Span<float> target = result.Row(c, y);
                for (int k = 0; k < weights.Length; k++)
                {
                    ReadOnlySpan<float> source = wide.Row(c, first + k);
                    for (int x = 0; x < target.Length; x++)
                    {
                        target[x] += weights[k] * source[x];
                    }
                }
            }
        }

        return result;
    }

    private static FloatImage ResizeRows(FloatImage image, int width)
    {
        var result = new FloatImage(image.Channels, image.Size with { Width = width });
        for (int x = 0; x < width; x++)
        {
            (int first, float[] weights) = Taps(x, width, image.Width);
            for (int row = 0; row < image.Channels * image.Height; row++)
            {
                ReadOnlySpan<float> source = image.Values.AsSpan((row * image.Width) + first, weights.Length);
                float sum = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * source[k];
                }

                result.Values[(row * width) + x] = sum;
            }
        }

        return result;
    }

    // Source pixels that a target pixel is made of, and how much of each.
    private static (int First, float[] Weights) Taps(int target, int targets, int sources)
    {
        double scale = sources / (double)targets;
        double spread = Math.Max(scale, 1);
        double center = ((target + 0.5) * scale) - 0.5;
        int first = Math.Max(0, (int)Math.Ceiling(center - (Lobes * spread)));
        int last = Math.Min(sources - 1, (int)Math.Floor(center + (Lobes * spread)));
        double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(source => Kernel((source - center) / spread))];
        double sum = weights.Sum();
        return (first, [.. weights.Select(w => (float)(w / sum))]);
    }

    private static double Kernel(double x) => Math.Abs(x) >= Lobes ? 0 : Sinc(x) * Sinc(x / Lobes);

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
