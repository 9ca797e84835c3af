using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Distance of the fill's patches to the surroundings', at two scales, against what the surroundings' patches have among each other.</summary>
internal static class ForeignDetector
{
    private const double Epsilon = 1;

    /// <summary>Reads what was compared; null if there are no patches to compare.</summary>
    public static DetectorReading? Read(PatchOutliers? small, PatchOutliers? large)
    {
        if (small is null || large is null)
        {
            return null;
        }

        double[] measures =
        [
            LogRatio(small.Inside.Average(), small.Around.Average(), Epsilon),
            LogRatio(large.Inside.Average(), large.Around.Average(), Epsilon),
            LogRatio(Quantile([.. small.Inside], 0.5), Quantile([.. small.Around], 0.5), Epsilon),
            LogRatio(Quantile([.. large.Inside], 0.5), Quantile([.. large.Around], 0.9), Epsilon),
            LogRatio(Quantile([.. large.Inside], 0.2), Quantile([.. large.Around], 0.2), Epsilon),
        ];
        return new DetectorReading(measures, large.Heat);
    }
}
