using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Undoes the rounding of samples as far as their neighbours tell: relit, the steps of a dark sky would be twice as high as those of a lit one.</summary>
/// <remarks>mean + √((v − r)/v) · (sample − mean), v the variance around a plane fitted nearby and r = step²/12 that of rounding: Wiener's estimate, but
/// with the root, so that texture keeps its energy. Where nothing but rounding is left, a wider neighbourhood is asked. Never further
/// from the sample than half a step, so that it rounds to what it was.</remarks>
internal static class Rounding
{
    private static readonly double[] Sigmas = [1.5, 3, 6];

    // Of the variance of rounding: what is below is even.
    private const float EvenShare = 1.3f;

    /// <summary>The likely values before rounding.</summary>
    /// <param name="plane">Rounded samples. Not modified.</param>
    /// <param name="size">Of the plane.</param>
    /// <param name="step">Distance of neighbouring samples' values, above 0.</param>
    public static float[] Undo(ReadOnlySpan<float> plane, PixelSize size, float step)
    {
        float[] square = new float[plane.Length], exact = plane.ToArray();
        for (int i = 0; i < square.Length; i++)
        {
            square[i] = plane[i] * plane[i];
        }

        float rounding = step * step / 12f;
        bool[] isEven = [.. Enumerable.Repeat(true, plane.Length)];
        foreach (double sigma in Sigmas)
        {
            float[] mean = Gaussian.Blur(plane, size, sigma), squares = Gaussian.Blur(square, size, sigma);
            for (int i = 0; i < exact.Length; i++)
            {
                if (isEven[i])
                {
                    float variance = Math.Max(1e-12f, squares[i] - (mean[i] * mean[i]) - ((float)(sigma * sigma) * Slope(mean, size, i)));
                    isEven[i] = variance < EvenShare * rounding;
                    float likely = isEven[i] ? mean[i] : mean[i] + (MathF.Sqrt(1f - (rounding / variance)) * (plane[i] - mean[i]));
                    exact[i] = isEven[i] || sigma == Sigmas[0] ? Math.Clamp(likely, plane[i] - (step / 2), plane[i] + (step / 2)) : exact[i];
                }
            }
        }

        return exact;
    }

    // Squared slope per pixel.
    private static float Slope(float[] mean, PixelSize size, int i)
    {
        (int x, int y) = (i % size.Width, i / size.Width);
        float across = (mean[i + (x + 1 < size.Width ? 1 : 0)] - mean[i - (x > 0 ? 1 : 0)]) / 2;
        float down = (mean[i + (y + 1 < size.Height ? size.Width : 0)] - mean[i - (y > 0 ? size.Width : 0)]) / 2;
        return (across * across) + (down * down);
    }
}
