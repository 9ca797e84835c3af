using Infill.Imaging;
using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Does something stand out in the hole? The strangest tenth of its patches, and its strongest blob, against those around.</summary>
internal static class LeftoverDetector
{
    private const double Epsilon = 1;
    private const double Top = 0.1;
    private const int Step = 4;

    /// <summary>Reads a view; null if there are no patches to compare.</summary>
    public static DetectorReading? Read(FillView view, PatchOutliers? small, PatchOutliers? large)
    {
        if (small is null || large is null)
        {
            return null;
        }

        (double inside, double around) = Blobs(view);
        double[] measures =
        [
            LogRatio(TopMean([.. small.Inside], Top), TopMean([.. small.Around], Top), Epsilon),
            LogRatio(TopMean([.. large.Inside], Top), TopMean([.. large.Around], Top), Epsilon),
            LogRatio(TopMean([.. large.Inside], Top), Quantile([.. large.Inside], 0.3), Epsilon),
            LogRatio(inside, around, Epsilon),
            Math.Log(TopMean([.. large.Inside], Top) + Epsilon),
        ];
        return new DetectorReading(measures, large.Paint(view));
    }

    // Difference of Gaussians of a size that belongs to the hole, on every fourth pixel; the largest tenth inside and around.
    private static (double Inside, double Around) Blobs(FillView view)
    {
        double size = Math.Clamp(Math.Sqrt(view.HolePixels) / 8, 2.5, 16) / Step;
        FloatImage soft = view.Blurred(2.2);
        var small = new PixelSize((view.Width + Step - 1) / Step, (view.Height + Step - 1) / Step);
        float[] squares = new float[small.Area];
        float[] plane = new float[small.Area];
        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < plane.Length; i++)
            {
                plane[i] = soft[c, i % small.Width * Step, i / small.Width * Step];
            }

            float[] fine = Gaussian.Blur(plane, small, size), wide = Gaussian.Blur(plane, small, 2 * size);
            for (int i = 0; i < plane.Length; i++)
            {
                squares[i] += (fine[i] - wide[i]) * (fine[i] - wide[i]);
            }
        }

        List<float> inside = [], around = [];
        for (int i = 0; i < squares.Length; i++)
        {
            bool isHole = view.Depth[(i / small.Width * Step * view.Width) + (i % small.Width * Step)] > 0;
            (isHole ? inside : around).Add(MathF.Sqrt(squares[i]));
        }

        return (TopMean([.. inside], Top), TopMean([.. around], Top));
    }
}
