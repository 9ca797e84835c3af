using System.Numerics;

namespace Infill.Imaging;

/// <summary>Separable Gaussian blur of planes; beyond the edge the edge pixel repeats.</summary>
/// <remarks>Weights are <c>exp(−x²/2σ²)</c> for |x| ≤ ⌈3.5σ⌉, scaled to the sum 1, so a constant plane stays what it is
/// up to float rounding. Every output pixel is a sum in fixed order: the result does not depend on threads.</remarks>
public static class Gaussian
{
    /// <summary>Largest σ in pixels; a wider blur belongs on a smaller picture.</summary>
    public const double MaxSigma = 256;

    private const double RadiusPerSigma = 3.5;

    /// <summary>The 2r + 1 weights of the kernel, their sum is 1.</summary>
    /// <param name="sigma">Standard deviation in pixels, 0–256; 0 gives the single weight 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is outside 0–256 or not a number.</exception>
    public static float[] Kernel(double sigma)
    {
        if (!(sigma is >= 0 and <= MaxSigma))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, $"Sigma must lie in 0–{MaxSigma} pixels.");
        }

        int radius = (int)Math.Ceiling(RadiusPerSigma * sigma);
        double[] weights = new double[(2 * radius) + 1];
        for (int x = -radius; x <= radius; x++)
        {
            weights[x + radius] = x == 0 ? 1 : Math.Exp(-x * x / (2 * sigma * sigma));
        }

        double sum = weights.Sum();
        return [.. weights.Select(w => (float)(w / sum))];
    }

    /// <summary>A blurred copy of one plane.</summary>
    /// <param name="plane">W·H values, row by row. Not modified.</param>
    /// <param name="size">Size of the plane.</param>
    /// <param name="sigma">Standard deviation in pixels, 0–256; 0 copies.</param>
    public static float[] Blur(ReadOnlySpan<float> plane, PixelSize size, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(plane.Length, size.Area);
        float[] kernel = Kernel(sigma);
        float[] result = plane.ToArray();
        if (kernel.Length > 1)
        {
            BlurRows(result, size, kernel);
            BlurColumns(result, size, kernel);
        }

        return result;
    }

    /// <summary>Blur of the known pixels only: <c>G(w·x) / G(w)</c>, 0 where no weight is in reach.</summary>
    /// <param name="plane">W·H values, row by row; values of weight 0 are never read into the result. Not modified.</param>
    /// <param name="weights">W·H weights, at least 0.</param>
    /// <param name="size">Size of both planes.</param>
    /// <param name="sigma">Standard deviation in pixels, 0–256.</param>
    public static float[] BlurKnown(ReadOnlySpan<float> plane, ReadOnlySpan<float> weights, PixelSize size, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, plane.Length);
        float[] product = new float[plane.Length];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = weights[i] == 0 ? 0 : plane[i] * weights[i];
        }

        float[] result = Blur(product, size, sigma);
        float[] total = Blur(weights, size, sigma);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = total[i] > 1e-12f ? result[i] / total[i] : 0;
        }

        return result;
    }

    private static void BlurRows(float[] values, PixelSize size, float[] kernel)
    {
        int radius = kernel.Length / 2;
        float[] line = new float[size.Width + (2 * radius)];
        for (int y = 0; y < size.Height; y++)
        {
            Span<float> row = values.AsSpan(y * size.Width, size.Width);
            line.AsSpan(0, radius).Fill(row[0]);
            row.CopyTo(line.AsSpan(radius));
            line.AsSpan(radius + size.Width).Fill(row[^1]);
            row.Clear();
            for (int k = 0; k < kernel.Length; k++)
            {
                AddScaled(row, line.AsSpan(k, size.Width), kernel[k]);
            }
        }
    }

    private static void BlurColumns(float[] values, PixelSize size, float[] kernel)
    {
        int radius = kernel.Length / 2;
        float[] source = [.. values];
        for (int y = 0; y < size.Height; y++)
        {
            Span<float> row = values.AsSpan(y * size.Width, size.Width);
            row.Clear();
            for (int k = -radius; k <= radius; k++)
            {
                int from = Math.Clamp(y + k, 0, size.Height - 1);
                AddScaled(row, source.AsSpan(from * size.Width, size.Width), kernel[k + radius]);
            }
        }
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        int width = Vector<float>.Count;
        var scale = new Vector<float>(factor);
        int i = 0;
        for (; i <= target.Length - width; i += width)
        {
            var sum = new Vector<float>(target[i..]) + (scale * new Vector<float>(source[i..]));
            sum.CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
