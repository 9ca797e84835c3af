using Infill.Evaluation.Metrics;

namespace Infill.Evaluation.Statistics;

/// <summary>Bootstrap intervals of a mean over cases: how far it would move with other cases of the same kind.</summary>
/// <remarks>Cases are drawn, not fills: the seeds of one case share its picture, so callers average them first. Percentiles are
/// widened for small numbers (the "expanded percentile interval" of Hesterberg, "What Teachers Should Know About the Bootstrap",
/// Am. Stat. 69 (2015) 371–386): α/2 becomes Φ(−√(n/(n−1))·t), t the quantile of Student's distribution with n − 1 degrees of freedom.
/// Without it, intervals from 10 cases cover 90 % where they promise 95 %. The same input gives the same interval.</remarks>
public static class Bootstrap
{
    /// <summary>Confidence of intervals in reports.</summary>
    public const double ReportLevel = 0.95;

    private const int Resamples = 8000;
    private const int ResampleDraw = 7;

    /// <summary>Mean and interval.</summary>
    /// <param name="values">One per case, finite, at least one; of a single one nothing is known, so its interval is infinite.</param>
    /// <param name="level">Confidence, above 0.5 and below 1, default 95 %.</param>
    /// <exception cref="ArgumentException">No value.</exception>
    public static Interval Of(IReadOnlyList<double> values, double level = ReportLevel)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (values.Count == 0)
        {
            throw new ArgumentException("There is no value; an interval needs at least one.", nameof(values));
        }

        if (values.Count == 1)
        {
            return new Interval(values[0], double.NegativeInfinity, double.PositiveInfinity, 1);
        }

        double[] means = Resample(values);
        double tail = ExpandedTail((1 - level) / 2, values.Count);
        return new Interval(values.Average(), Quantile(means, tail), Quantile(means, 1 - tail), values.Count);
    }

    private static double[] Resample(IReadOnlyList<double> values)
    {
        double[] means = new double[Resamples];
        for (int r = 0; r < Resamples; r++)
        {
            double sum = 0;
            for (int i = 0; i < values.Count; i++)
            {
                sum += values[(int)(HashNoise.Uniform(r, i, ResampleDraw) * values.Count)];
            }

            means[r] = sum / values.Count;
        }

        Array.Sort(means);
        return means;
    }

    private static double ExpandedTail(double tail, int count) =>
        StudentT.NormalTail(Math.Sqrt(count / (count - 1.0)) * StudentT.UpperQuantile(tail, count - 1));

    private static double Quantile(double[] sorted, double at)
    {
        double position = Math.Clamp(at * (sorted.Length - 1), 0, sorted.Length - 1);
        int i = (int)position;
        double next = sorted[Math.Min(i + 1, sorted.Length - 1)];
        return sorted[i] + ((next - sorted[i]) * (position - i));
    }
}
