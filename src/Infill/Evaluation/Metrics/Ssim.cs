using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Structural similarity inside the hole: −1…1, 1 for an exact fill.</summary>
/// <remarks>Wang, Bovik, Sheikh &amp; Simoncelli, "Image Quality Assessment", IEEE TIP 13 (2004) 600–612:
/// <c>(2 μx μy + C1)(2 σxy + C2) / ((μx² + μy² + C1)(σx² + σy² + C2))</c> with C1 = 0.01², C2 = 0.03², peak 1, an 11×11 Gaussian window of
/// σ 1.5, on luma (Rec. 601 weights on sRGB values). The mean runs over windows centred on hole pixels; at the picture's border a
/// window is cut and its weights are normalised again. Like PSNR it judges a fill only where the answer is unique.</remarks>
public static class Ssim
{
    private const int Radius = 5;
    private const double Sigma = 1.5;
    private const double C1 = 0.01 * 0.01;
    private const double C2 = 0.03 * 0.03;

    private static readonly double[] Weights =
        [.. Enumerable.Range(-Radius, (2 * Radius) + 1).Select(d => Math.Exp(-d * d / (2 * Sigma * Sigma)))];

    /// <summary>Mean SSIM of the windows whose centre lies in the hole.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1.</param>
    /// <param name="truth">True picture of the same size.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double InHole(FloatImage fill, FloatImage truth, Mask mask)
    {
        PixelRect bounds = HoleView.RequireHole(fill, truth, mask);
        PixelRect rect = bounds.Inflate(Radius).Intersect(fill.Size.Bounds);
        double[] x = CutLuma(fill, rect);
        double[] y = CutLuma(truth, rect);
        double sum = 0;
        for (int row = bounds.Y; row < bounds.Bottom; row++)
        {
            for (int column = bounds.X; column < bounds.Right; column++)
            {
                if (mask[column, row] > 0f)
                {
                    sum += AtWindow(x, y, rect.Size, column - rect.X, row - rect.Y);
                }
            }
        }

        return sum / mask.CountFilled();
    }

    private static double AtWindow(double[] x, double[] y, PixelSize size, int centreX, int centreY)
    {
        double total = 0, sumX = 0, sumY = 0, sumXX = 0, sumYY = 0, sumXY = 0;
        for (int row = Math.Max(0, centreY - Radius); row <= Math.Min(size.Height - 1, centreY + Radius); row++)
        {
            double rowWeight = Weights[row - centreY + Radius];
            for (int column = Math.Max(0, centreX - Radius); column <= Math.Min(size.Width - 1, centreX + Radius); column++)
            {
                double weight = rowWeight * Weights[column - centreX + Radius];
                (double a, double b) = (x[(row * size.Width) + column], y[(row * size.Width) + column]);
                total += weight;
                sumX += weight * a;
                sumY += weight * b;
                sumXX += weight * a * a;
                sumYY += weight * b * b;
                sumXY += weight * a * b;
            }
        }

        (double meanX, double meanY) = (sumX / total, sumY / total);
        double varianceX = (sumXX / total) - (meanX * meanX);
        double varianceY = (sumYY / total) - (meanY * meanY);
        double covariance = (sumXY / total) - (meanX * meanY);
        return ((2 * meanX * meanY) + C1) * ((2 * covariance) + C2)
            / (((meanX * meanX) + (meanY * meanY) + C1) * (varianceX + varianceY + C2));
    }

    private static double[] CutLuma(FloatImage image, PixelRect rect)
    {
        double[] luma = new double[rect.Area];
        for (int y = 0; y < rect.Height; y++)
        {
            ReadOnlySpan<float> r = image.Row(0, rect.Y + y), g = image.Row(1, rect.Y + y), b = image.Row(2, rect.Y + y);
            for (int x = 0; x < rect.Width; x++)
            {
                int at = rect.X + x;
                luma[(y * rect.Width) + x] = (0.299 * r[at]) + (0.587 * g[at]) + (0.114 * b[at]);
            }
        }

        return luma;
    }
}
