using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Texture in the hole against the flattest, the usual and the richest texture around it.</summary>
internal static class FlatnessDetector
{
    private const double Epsilon = 0.05;
    private const float InsidePx = 4;

    /// <summary>Reads a view; null if the hole is too thin or nothing is around it.</summary>
    public static DetectorReading? Read(BandEnergy bands)
    {
        (int[] hole, int[] ring) = (bands.Cells.Find(InsidePx, float.PositiveInfinity), bands.Cells.Find(float.NegativeInfinity, -InsidePx));
        if (hole.Length < 4 || ring.Length < 16)
        {
            return null;
        }

        float[] inside = Energies(bands, hole), around = Energies(bands, ring);
        double floor = Quantile(around, 0.1);
        float[] heat = new float[bands.Fine.Length];
        foreach (int i in hole)
        {
            heat[i] = (float)Math.Max(0, LogRatio(floor, bands.Fine[i] + bands.Mid[i], Epsilon));
        }

        double[] measures =
        [
            LogRatio(floor, Quantile(inside, 0.1), Epsilon),
            LogRatio(Quantile(around, 0.5), Quantile(inside, 0.5), Epsilon),
            LogRatio(Quantile(around, 0.9), Quantile(inside, 0.9), Epsilon),
            LogRatio(floor, Quantile(inside, 0.5), Epsilon),
            inside.Count(e => e < floor) / (double)inside.Length,
        ];
        return new DetectorReading(measures, bands.Cells.Paint(heat));
    }

    private static float[] Energies(BandEnergy bands, int[] at) => Array.ConvertAll(at, i => bands.Fine[i] + bands.Mid[i]);
}
