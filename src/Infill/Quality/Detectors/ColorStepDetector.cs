using Infill.Imaging;
using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>ΔE00 between the bands of 8 pixels on both sides of the edge, against that between two bands on the kept side.</summary>
internal static class ColorStepDetector
{
    private const double Epsilon = 0.5;
    private const int BandPx = 8;

    /// <summary>Reads a view; null if the hole has no edge.</summary>
    public static DetectorReading? Read(FillView view, Border border)
    {
        if (border.CellCount == 0)
        {
            return null;
        }

        var bands = new VectorMean[border.CellCount, 3];
        for (int p = 0; p < border.Points.Count; p++)
        {
            for (int step = -2 * BandPx; step < BandPx; step++)
            {
                if (border.At(p, step) is int i and >= 0)
                {
                    bands[border.Cells[p], step >= 0 ? 0 : step >= -BandPx ? 1 : 2].Add(view.Lab, i);
                }
            }
        }

        (VectorMean across, VectorMean beside) = (default, default);
        double[] steps = new double[border.CellCount];
        (double sum, double usual) = (0, 0);
        for (int c = 0; c < border.CellCount; c++)
        {
            (double L, double A, double B) inside = bands[c, 0].Value, near = bands[c, 1].Value, far = bands[c, 2].Value;
            if (bands[c, 0].Count == 0 || bands[c, 1].Count == 0)
            {
                continue;
            }

            steps[c] = DeltaE.Ciede2000(inside, near);
            sum += steps[c];
            across.Add(Minus(inside, near));
            if (bands[c, 2].Count > 0)
            {
                usual += DeltaE.Ciede2000(near, far);
                beside.Add(Minus(near, far));
            }
        }

        (double mean, double reference) = (sum / Math.Max(1, across.Count), usual / Math.Max(1, beside.Count));
        double[] measures =
        [
            LogRatio(mean, reference, Epsilon),
            LogRatio(across.Length, beside.Length, Epsilon),
            Math.Log(across.Length + Epsilon),
            across.Length / (mean + Epsilon),
        ];
        return new DetectorReading(measures, border.Paint(steps));
    }

    private static (double L, double A, double B) Minus((double L, double A, double B) a, (double L, double A, double B) b) =>
        (a.L - b.L, a.A - b.A, a.B - b.B);
}
