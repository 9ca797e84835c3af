using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Undoes the rounding of samples as far as their neighbours tell: relit, the steps of a dark sky would be twice as high as those of a lit one.</summary>
/// <remarks>Wiener's estimate: mean + (v − r)/v · (sample − mean), v the local variance and r = step²/12 that of rounding; never further from
/// the sample than half a step, so that it rounds to what it was. Texture is many steps high and stays.</remarks>
internal static class Rounding
{
    private const double NearSigma = 1.5;

    /// <summary>The likely values before rounding.</summary>
    /// <param name="plane">Rounded samples. Not modified.</param>
    /// <param name="size">Of the plane.</param>
    /// <param name="step">Distance of neighbouring samples' values, above 0.</param>
    public static float[] Undo(ReadOnlySpan<float> plane, PixelSize size, float step)
    {
        float[] mean = Gaussian.Blur(plane, size, NearSigma), square = new float[plane.Length];
        for (int i = 0; i < square.Length; i++)
        {
            square[i] = plane[i] * plane[i];
        }

        float[] squares = Gaussian.Blur(square, size, NearSigma);
        float rounding = step * step / 12f;
        float[] exact = new float[plane.Length];
        for (int i = 0; i < exact.Length; i++)
        {
            float variance = Math.Max(1e-12f, squares[i] - (mean[i] * mean[i]));
            float likely = mean[i] + (Math.Max(0f, 1f - (rounding / variance)) * (plane[i] - mean[i]));
            exact[i] = Math.Clamp(likely, plane[i] - (step / 2), plane[i] + (step / 2));
        }

        return exact;
    }
}
