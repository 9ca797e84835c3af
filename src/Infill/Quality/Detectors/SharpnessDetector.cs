using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Fine detail and grain in the hole against the surroundings, also per texture: what fine energy goes with so much coarse energy here?</summary>
internal static class SharpnessDetector
{
    /// <summary>Squared L* units: below the rounding of 8 bit.</summary>
    private const double Epsilon = 0.02;
    private const float InsidePx = 4;

    /// <summary>Reads a view; null if the hole is too thin or nothing is around it.</summary>
    public static DetectorReading? Read(BandEnergy bands)
    {
        (int[] hole, int[] ring) = (bands.Cells.Find(InsidePx, float.PositiveInfinity), bands.Cells.Find(float.NegativeInfinity, -InsidePx));
        if (hole.Length < 4 || ring.Length < 16)
        {
            return null;
        }

        double fine = LogRatio(Mean(bands.Fine, ring), Mean(bands.Fine, hole), Epsilon);
        double mid = LogRatio(Mean(bands.Mid, ring), Mean(bands.Mid, hole), Epsilon);
        double coarse = LogRatio(Mean(bands.Coarse, ring), Mean(bands.Coarse, hole), Epsilon);
        (double slope, double level, double spread) = Regress(bands.Mid, bands.Fine, ring);
        float[] heat = new float[bands.Fine.Length];
        double residual = 0;
        foreach (int i in hole)
        {
            double missing = level + (slope * Log(bands.Mid[i])) - Log(bands.Fine[i]);
            heat[i] = (float)Math.Max(0, missing);
            residual += missing / hole.Length;
        }

        double[] measures =
        [
            fine,
            fine - mid,
            mid - coarse,
            LogRatio(Quantile(At(bands.Fine, ring), 0.1), Quantile(At(bands.Fine, hole), 0.1), Epsilon),
            residual,
            residual / (spread + 0.2),
        ];
        return new DetectorReading(measures, bands.Cells.Paint(heat));
    }

    private static double Mean(float[] values, int[] at)
    {
        double sum = 0;
        foreach (int i in at)
        {
            sum += values[i];
        }

        return sum / at.Length;
    }

    private static double Log(float energy) => Math.Log(energy + Epsilon);

    // Least squares of log y on log x; the spread is the standard deviation around it.
    private static (double Slope, double Level, double Spread) Regress(float[] x, float[] y, int[] at)
    {
        (double sx, double sy, double sxx, double sxy, double syy) = (0, 0, 0, 0, 0);
        foreach (int i in at)
        {
            (double lx, double ly) = (Log(x[i]), Log(y[i]));
            (sx, sy, sxx, sxy, syy) = (sx + lx, sy + ly, sxx + (lx * lx), sxy + (lx * ly), syy + (ly * ly));
        }

        int n = at.Length;
        double variance = sxx - (sx * sx / n);
        double slope = variance > 1e-9 ? (sxy - (sx * sy / n)) / variance : 0;
        double rest = syy - (sy * sy / n) - (slope * slope * variance);
        return (slope, (sy - (slope * sx)) / n, Math.Sqrt(Math.Max(0, rest / n)));
    }
}
