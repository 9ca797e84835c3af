using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Undoes the rounding of samples as far as their neighbours tell: relit, the steps of a dark sky would be twice as high as those of a lit one.</summary>
/// <remarks>Rounding is white noise of variance step²/12; the picture is not white. So the samples are split into bands by blurs, and each is scaled by
/// √((v − r)/v), v its variance nearby and r what rounding puts into it: Wiener's estimate, but with the root, so that texture keeps its energy.
/// What the relit picture's own rounding will add is taken off as well. Never further from the sample than half a step, so that it rounds to
/// what it was.</remarks>
internal static class Rounding
{
    private static readonly double[] Sigmas = [0.6, 1.2, 2.4, 4.8];

    // Of the variance of white noise, what each band holds: the squared weights of the difference of its two kernels.
    private static readonly float[] Shares = [.. Enumerable.Range(0, Sigmas.Length).Select(ShareOf)];

    // Of a band's own σ; so far around its variance is measured.
    private const double VarianceReach = 3;

    /// <summary>The likely values before rounding.</summary>
    /// <param name="plane">Rounded samples. Not modified.</param>
    /// <param name="size">Of the plane.</param>
    /// <param name="step">Distance of neighbouring samples' values, above 0.</param>
    /// <param name="again">Variance that rounding will add later, over that of rounding now, seen from the plane; 0 = none.</param>
    public static float[] Undo(ReadOnlySpan<float> plane, PixelSize size, float step, double again = 0)
    {
        float rounding = step * step / 12f * (1 + (float)again);
        float[] exact = new float[plane.Length], rest = plane.ToArray();
        for (int k = 0; k < Sigmas.Length; k++)
        {
            float[] smooth = Gaussian.Blur(plane, size, Sigmas[k]), square = new float[plane.Length];
            for (int i = 0; i < square.Length; i++)
            {
                rest[i] -= smooth[i];
                square[i] = rest[i] * rest[i];
            }

            float[] variance = Gaussian.Blur(square, size, VarianceReach * Math.Max(1, Sigmas[k]));
            for (int i = 0; i < exact.Length; i++)
            {
                float own = Math.Max(1e-12f, variance[i]);
                exact[i] += MathF.Sqrt(Math.Max(0f, own - (Shares[k] * rounding)) / own) * rest[i];
            }

            rest = smooth;
        }

        for (int i = 0; i < exact.Length; i++)
        {
            exact[i] = Math.Clamp(exact[i] + rest[i], plane[i] - (step / 2), plane[i] + (step / 2));
        }

        return exact;
    }

    private static float ShareOf(int band)
    {
        float[] wide = Gaussian.Kernel(Sigmas[band]), narrow = band == 0 ? [1f] : Gaussian.Kernel(Sigmas[band - 1]);
        (int reach, int inner) = (wide.Length / 2, narrow.Length / 2);
        double sum = 0;
        for (int y = -reach; y <= reach; y++)
        {
            for (int x = -reach; x <= reach; x++)
            {
                double own = Math.Max(Math.Abs(x), Math.Abs(y)) <= inner ? narrow[x + inner] * narrow[y + inner] : 0;
                sum += Math.Pow(own - (wide[x + reach] * wide[y + reach]), 2);
            }
        }

        return (float)sum;
    }
}
