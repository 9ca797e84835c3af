using Infill.Imaging;
using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Does something stand out in the hole? The strangest tenth of its patches, and its strongest blob, against those around.</summary>
internal static class LeftoverDetector
{
    private const double Epsilon = 1;
    private const double Top = 0.1;
    private const int CellPx = 4;

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
        return new DetectorReading(measures, large.Heat);
    }

    // Difference of Gaussians of a size that belongs to the hole, on cells of four pixels; the largest tenth inside and around.
    private static (double Inside, double Around) Blobs(FillView view)
    {
        double size = Math.Clamp(Math.Sqrt(view.HolePixels) / 8, 2.5, 16) / CellPx;
        FloatImage soft = view.Blurred(FillView.BroadSigma);
        var cells = new ViewCells(view, CellPx);
        float[] squares = new float[cells.Depth.Length];
        for (int c = 0; c < 3; c++)
        {
            float[] plane = cells.Means(soft.Plane(c));
            float[] fine = Gaussian.Blur(plane, cells.Size, size), wide = Gaussian.Blur(plane, cells.Size, 2 * size);
            for (int i = 0; i < plane.Length; i++)
            {
                squares[i] += (fine[i] - wide[i]) * (fine[i] - wide[i]);
            }
        }

        List<float> inside = [], around = [];
        for (int i = 0; i < squares.Length; i++)
        {
            (cells.Depth[i] > 0 ? inside : around).Add(MathF.Sqrt(squares[i]));
        }

        return (TopMean([.. inside], Top), TopMean([.. around], Top));
    }
}
