namespace Infill.Masks.CastShadows;

/// <summary>What changes from one side of an outline to the other: light, and its colour.</summary>
/// <param name="Light">Difference of ln luminance.</param>
/// <param name="Red">Difference of ln (red / green).</param>
/// <param name="Blue">Difference of ln (blue / green).</param>
internal readonly record struct ShadowStep(double Light, double Red, double Blue)
{
    // Pixels of the view: beyond the usual penumbra, and not so far that other things come in.
    private static readonly double[] Depths = [1.5, 3, 4.5, 6];

    // Of ln; even ground that shows none still has some.
    private const double LeastScatter = 0.05;

    /// <summary>From outside to inside a point of an outline, each side averaged along the normal; null where a side shows no ground next to it.</summary>
    /// <param name="view">Where to look.</param>
    /// <param name="point">On the outline.</param>
    /// <param name="outwards">The normal, of length 1.</param>
    /// <param name="reach">Stretches the distances; 1 = up to 6 pixels.</param>
    public static ShadowStep? Across(ShadowView view, MaskPoint point, (double X, double Y) outwards, double reach)
    {
        Span<double> sums = stackalloc double[4];
        return Add(view, point, outwards, -reach, sums) && Add(view, point, outwards, reach, sums)
            ? new ShadowStep(sums[3], sums[0] - sums[1], sums[2] - sums[1])
            : null;
    }

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

    // Positive reach = outside, which is taken away.
    private static bool Add(ShadowView view, MaskPoint point, (double X, double Y) outwards, double reach, Span<double> sums)
    {
        Span<double> side = stackalloc double[4];
        int count = 0;
        foreach (double depth in Depths)
        {
            var at = new MaskPoint(point.X + (outwards.X * depth * reach), point.Y + (outwards.Y * depth * reach));
            if (!view.IsGround(at))
            {
                break;
            }

            count++;
            for (int plane = 0; plane < side.Length; plane++)
            {
                side[plane] += view.Sample(plane, at);
            }
        }

        for (int plane = 0; plane < side.Length && count > 0; plane++)
        {
            sums[plane] -= Math.Sign(reach) * side[plane] / count;
        }

        return count >= 2;
    }
}
