namespace Infill.Masks.CastShadows;

/// <summary>What changes from one side of an outline to the other: light, and its colour.</summary>
/// <param name="Light">Difference of ln luminance.</param>
/// <param name="Red">Difference of ln (red / green).</param>
/// <param name="Blue">Difference of ln (blue / green).</param>
internal readonly record struct ShadowStep(double Light, double Red, double Blue)
{
    // Of ln; even ground that shows none still has some.
    private const double LeastScatter = 0.05;

    /// <summary>Standard deviations around 0, from the median magnitudes of some steps, each at least 0.05.</summary>
    public static ShadowStep Scatter(IReadOnlyList<ShadowStep> steps)
    {
        return new ShadowStep(Of(s => s.Light), Of(s => s.Red), Of(s => s.Blue));

        double Of(Func<ShadowStep, double> part)
        {
            double[] values = [.. steps.Select(s => Math.Abs(part(s)))];
            Array.Sort(values);
            return values.Length == 0 ? LeastScatter : Math.Max(LeastScatter, 1.4826 * values[values.Length / 2]);
        }
    }

    /// <summary>How much this step speaks for being one of a shadow instead of lit ground: a log-likelihood ratio with the heavy tails of Student's t.</summary>
    /// <param name="typical">The shadow's step.</param>
    /// <param name="scatter">Of steps around their mean.</param>
    /// <param name="degrees">Degrees of freedom.</param>
    public double Favours(ShadowStep typical, ShadowStep scatter, double degrees)
    {
        double lit = Square(Light / scatter.Light) + Square(Red / scatter.Red) + Square(Blue / scatter.Blue);
        double shaded = Square((Light - typical.Light) / scatter.Light) + Square((Red - typical.Red) / scatter.Red) + Square((Blue - typical.Blue) / scatter.Blue);
        return degrees * Math.Log((degrees + lit) / (degrees + shaded));
    }

    private static double Square(double value) => value * value;
}
