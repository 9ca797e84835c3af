namespace Infill.Evaluation.Calibrating;

/// <summary>Logistic regression with a ridge, and on request with weights that may not fall below 0.</summary>
/// <remarks>Minimises mean weighted log-loss + ½λ|w|² by Newton-free accelerated gradient steps (Nesterov 1983) with projection; the same bits for the
/// same rows. Both classes weigh the same, however many rows each has.</remarks>
internal static class LogisticFit
{
    private const int Steps = 4000;

    /// <summary>Fits.</summary>
    /// <param name="rows">Standardised measures.</param>
    /// <param name="isBad">Class of each row.</param>
    /// <param name="ridge">λ, above 0.</param>
    /// <param name="isMonotone">True keeps weights at 0 or above.</param>
    /// <returns>Weights and bias.</returns>
    public static (double[] Weights, double Bias) Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isBad, double ridge, bool isMonotone)
    {
        int dimensions = rows[0].Length, bad = isBad.Count(b => b);
        double badWeight = 0.5 / Math.Max(1, bad), goodWeight = 0.5 / Math.Max(1, rows.Count - bad);

        // The loss's curvature is at most ¼ of the rows' mean squared length, the bias's 1 included.
        double curvature = (0.25 * (1 + rows.Select((r, i) => (isBad[i] ? badWeight : goodWeight) * r.Sum(x => x * x)).Sum())) + ridge;
        double[] point = new double[dimensions + 1], last = new double[dimensions + 1], ahead = new double[dimensions + 1];
        for (int step = 0; step < Steps; step++)
        {
            double[] gradient = Gradient(rows, isBad, ahead, (badWeight, goodWeight));
            for (int k = 0; k <= dimensions; k++)
            {
                double next = ahead[k] - ((gradient[k] + (k < dimensions ? ridge * ahead[k] : 0)) / curvature);
                last[k] = point[k];
                point[k] = isMonotone && k < dimensions ? Math.Max(0, next) : next;
                ahead[k] = point[k] + (step / (step + 3.0) * (point[k] - last[k]));
            }
        }

        return (point[..dimensions], point[dimensions]);
    }

    private static double[] Gradient(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isBad, double[] at, (double Bad, double Good) weights)
    {
        double[] gradient = new double[at.Length];
        for (int i = 0; i < rows.Count; i++)
        {
            double sum = at[^1];
            for (int k = 0; k < rows[i].Length; k++)
            {
                sum += at[k] * rows[i][k];
            }

            double p = 1 / (1 + Math.Exp(-sum));
            double error = isBad[i] ? (p - 1) * weights.Bad : p * weights.Good;
            for (int k = 0; k < rows[i].Length; k++)
            {
                gradient[k] += error * rows[i][k];
            }

            gradient[^1] += error;
        }

        return gradient;
    }
}
