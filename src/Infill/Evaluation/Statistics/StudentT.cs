namespace Infill.Evaluation.Statistics;

/// <summary>Tails of Student's t and of the normal distribution, by numeric integration: slow, exact to 1e-9, and short.</summary>
internal static class StudentT
{
    private const int Steps = 600;
    private const int Halvings = 60;
    private const double LargestQuantile = 1e4;

    /// <summary>The t above which <paramref name="tail"/> of the distribution lies, found by bisection.</summary>
    /// <param name="tail">Probability, above 0 and below 0.5.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double UpperQuantile(double tail, int degrees)
    {
        (double low, double high) = (0, LargestQuantile);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = UpperTail(middle, degrees) > tail ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Probability above t ≥ 0.</summary>
    /// <remarks>With x = √ν·tan θ the density becomes cos^(ν−1) θ on (−π/2, π/2), which is smooth and bounded: Simpson's rule is exact enough.</remarks>
    public static double UpperTail(double t, int degrees)
    {
        double from = Math.Atan(t / Math.Sqrt(degrees));
        double Power(double angle) => Math.Pow(Math.Cos(angle), degrees - 1);
        return Integrate(Power, from, Math.PI / 2) / (2 * Integrate(Power, 0, Math.PI / 2));
    }

    /// <summary>Probability above z ≥ 0 under the standard normal distribution.</summary>
    public static double NormalTail(double z) =>
        0.5 - (Integrate(x => Math.Exp(-x * x / 2), 0, Math.Min(z, 40)) / Math.Sqrt(2 * Math.PI));

    private static double Integrate(Func<double, double> function, double from, double to)
    {
        double step = (to - from) / Steps;
        double sum = function(from) + function(to);
        for (int i = 1; i < Steps; i++)
        {
            sum += (i % 2 == 1 ? 4 : 2) * function(from + (i * step));
        }

        return sum * step / 3;
    }
}
