using Infill.Bench.Cases;

namespace Infill.Bench.Reports;

/// <summary>Percentile bootstrap of a mean: how far it would move with other photos of the same kind.</summary>
internal static class Bootstrap
{
    private const int Resamples = 4000;

    /// <summary>Mean and 95 % interval of paired differences; the same input gives the same interval.</summary>
    /// <param name="differences">One per case, at least one.</param>
    public static (double Mean, double Low, double High) Interval(IReadOnlyList<double> differences)
    {
        double[] means = new double[Resamples];
        for (int r = 0; r < Resamples; r++)
        {
            for (int i = 0; i < differences.Count; i++)
            {
                means[r] += differences[(int)(Blob.Uniform(r, i, 7) * differences.Count)] / differences.Count;
            }
        }

        Array.Sort(means);
        return (differences.Average(), means[(int)(0.025 * Resamples)], means[(int)(0.975 * Resamples)]);
    }
}
