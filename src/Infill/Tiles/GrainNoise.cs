using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Synthetic grain: blurred noise whose fine residual has the amplitude 1 and a wanted correlation between neighbours.</summary>
internal static class GrainNoise
{
    private const double MaxSigma = 1.5, SigmaStep = 0.05;

    /// <summary>A plane of noise, the same for the same key on every machine up to the rounding of the blur.</summary>
    /// <param name="size">Size of the plane.</param>
    /// <param name="correlation">Wanted correlation of the fine residual between direct neighbours; below that of white noise it is white.</param>
    /// <param name="key">Seed.</param>
    internal static float[] Create(PixelSize size, double correlation, uint key)
    {
        double sigma = FindSigma(correlation);
        float[] white = new float[size.Area];
        for (int i = 0; i < white.Length; i++)
        {
            white[i] = Normal(((ulong)key << 32) | (uint)i);
        }

        (double variance, _) = Residual(sigma);
        float gain = (float)(1 / Math.Sqrt(variance));
        return Array.ConvertAll(Gaussian.Blur(white, size, sigma), v => v * gain);
    }

    /// <summary>σ of the blur that gives the wanted correlation, 0–1.5 pixels.</summary>
    internal static double FindSigma(double correlation)
    {
        double best = 0, bestError = double.PositiveInfinity;
        for (double sigma = 0; sigma <= MaxSigma; sigma += SigmaStep)
        {
            double error = Math.Abs(Residual(sigma).Correlation - correlation);
            (best, bestError) = error < bestError ? (sigma, error) : (best, bestError);
        }

        return best;
    }

    /// <summary>Variance and neighbour correlation of the fine residual of white noise blurred by <paramref name="sigma"/>.</summary>
    /// <remarks>The residual's kernel is a(x)a(y) − b(x)b(y), a = noise blur, b = a * fine blur; sums of products of separable kernels factor.</remarks>
    internal static (double Variance, double Correlation) Residual(double sigma)
    {
        double[] a = Array.ConvertAll(Gaussian.Kernel(sigma), w => (double)w);
        double[] b = Convolve(a, Array.ConvertAll(Gaussian.Kernel(GrainPlane.FineSigma), w => (double)w));
        (double aa, double ab, double bb) = (Overlap(a, a, 0), Overlap(a, b, 0), Overlap(b, b, 0));
        double variance = (aa * aa) - (2 * ab * ab) + (bb * bb);
        double covariance = (Overlap(a, a, 1) * aa) - (2 * Overlap(a, b, 1) * ab) + (Overlap(b, b, 1) * bb);
        return (variance, covariance / variance);
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        double[] result = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int k = 0; k < b.Length; k++)
            {
                result[i + k] += a[i] * b[k];
            }
        }

        return result;
    }

    // Σ a(x)·b(x + lag), both centred.
    private static double Overlap(double[] a, double[] b, int lag)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int k = i - (a.Length / 2) + (b.Length / 2) + lag;
            sum += k >= 0 && k < b.Length ? a[i] * b[k] : 0;
        }

        return sum;
    }

    // Sum of the eight bytes of a hash (splitmix64's finaliser): integers only, so the same on every machine; kurtosis 2.85.
    private static float Normal(ulong counter)
    {
        const float Mean = 8 * 127.5f;
        const float Std = 209.0215f;
        ulong z = (counter + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        uint sum = 0;
        for (; z != 0; z >>= 8)
        {
            sum += (uint)(z & 0xFF);
        }

        return (sum - Mean) / Std;
    }
}
