using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Peak signal-to-noise ratio inside the hole, in dB; +∞ for an exact fill, about 5 for unrelated content.</summary>
/// <remarks><c>−10 · log₁₀(mean over hole pixels and R, G, B of (fill − truth)²)</c>, peak 1. Judges a fill only where the answer is
/// unique: elsewhere it rewards blur.</remarks>
public static class Psnr
{
    /// <summary>PSNR in dB over the pixels whose mask is above 0.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1.</param>
    /// <param name="truth">True picture of the same size.</param>
    /// <param name="mask">The hole.</param>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double InHole(FloatImage fill, FloatImage truth, Mask mask)
    {
        PixelRect bounds = HoleView.RequireHole(fill, truth, mask);
        double sum = 0;
        for (int c = 0; c < 3; c++)
        {
            for (int y = bounds.Y; y < bounds.Bottom; y++)
            {
                ReadOnlySpan<float> a = fill.Row(c, y), b = truth.Row(c, y);
                ReadOnlySpan<float> hole = mask.WindowRow(y - mask.Window.Y);
                for (int x = bounds.X; x < bounds.Right; x++)
                {
                    double error = hole[x - mask.Window.X] > 0f ? (double)a[x] - b[x] : 0;
                    sum += error * error;
                }
            }
        }

        return -10 * Math.Log10(sum / (3 * mask.CountFilled()));
    }
}
