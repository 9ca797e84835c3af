namespace Infill.Masks.CastShadows;

/// <summary>Weighs a supposed shadow by the light along its outline: the same step down everywhere, without a change of colour.</summary>
/// <remarks>A point of the outline shows d = L(inside) − L(outside), L = ln of luminance averaged over a few pixels along the normal, and its
/// two differences of colour c. Under a shadow they scatter around one G &lt; 0 and one small C, without one around 0, with heavy tails:
/// a point speaks for the shadow by ρ(d, c) − ρ(d − G, c − C), ρ = 3·ln(1 + q/3), q = d²/s² + |c|²/t², s and t the scatter at places all
/// over the surroundings (Student's t of 3 degrees). So no dark blot decides alone, and the edge of another colour says little.</remarks>
internal sealed class ShadowEvidence
{
    private const double Degrees = 3;

    /// <summary>Points that must be seen beside the object.</summary>
    private const int LeastPoints = 16;

    // Shadows leave between 10 and 88 % of the light, and shift its colour a little.
    private const double DeepestStep = -2.3;
    private const double FaintestStep = -0.13;
    private const double MostTint = 0.2;

    // ln of a ratio of colours; what shifts colour more is another surface, whatever it does to light.
    private const double OtherSurface = 0.6;

    private readonly ShadowView _view;
    private readonly MaskPoint[] _outline;
    private readonly ShadowStep _scatter;

    /// <summary>Prepares the object's outline and the scatter of its surroundings.</summary>
    public ShadowEvidence(ShadowView view)
    {
        _view = view;
        MaskPoint[] whole = MaskContour.Smooth(MaskContour.Trace(view.Silhouette)[0], 2);
        _outline = [.. whole.Where((_, i) => i % 3 == 0)];
        _scatter = Scatter(view);
    }

    /// <summary>The score of a supposed shadow; negative if most of its outline contradicts, −∞ if hardly any of it is seen or nothing is darker inside.</summary>
    /// <param name="cast">How it falls.</param>
    /// <param name="reach">Stretches the distances from the outline at which light is read; 1 = up to 6 view pixels.</param>
    public double Score(ShadowCast cast, double reach)
    {
        IReadOnlyList<ShadowStep> steps = Steps(cast, reach);
        if (steps.Count < LeastPoints || Typical(steps) is not { Light: <= FaintestStep } typical || !IsOfOneColor(steps))
        {
            return double.NegativeInfinity;
        }

        return steps.Sum(step => step.Favours(typical, _scatter, Degrees));
    }

    /// <summary>The steps along the outline, where ground is seen on both of its sides.</summary>
    /// <param name="cast">How the shadow falls.</param>
    /// <param name="reach">Stretches the distances from the outline at which light is read; 1 = up to 6 view pixels.</param>
    public IReadOnlyList<ShadowStep> Steps(ShadowCast cast, double reach)
    {
        int n = _outline.Length;
        var points = new MaskPoint[n];
        for (int i = 0; i < n; i++)
        {
            points[i] = cast.Project(_outline[i], _view.Object);
        }

        var steps = new List<ShadowStep>(n);
        for (int i = 0; i < n; i++)
        {
            MaskPoint next = points[(i + 1) % n], last = points[(i + n - 1) % n];
            (double tangentX, double tangentY) = (next.X - last.X, next.Y - last.Y);
            double length = Math.Sqrt((tangentX * tangentX) + (tangentY * tangentY));

            // Filled on the right of the walk, hence outside on its left, unless the shadow is mirrored.
            double scale = (cast.IsMirrored ? -1 : 1) / length;
            if (length > 0.2 && ShadowStep.Across(_view, points[i], (tangentY * scale, -tangentX * scale), reach) is ShadowStep step)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    /// <summary>The median step, within what a shadow can do to light and colour.</summary>
    public static ShadowStep Typical(IReadOnlyList<ShadowStep> steps)
    {
        return new ShadowStep(
            Math.Max(DeepestStep, Median(steps, s => s.Light)),
            Math.Clamp(Median(steps, s => s.Red), -MostTint, MostTint),
            Math.Clamp(Median(steps, s => s.Blue), -MostTint, MostTint));
    }

    private static bool IsOfOneColor(IReadOnlyList<ShadowStep> steps) =>
        Math.Abs(Median(steps, s => s.Red)) <= OtherSurface && Math.Abs(Median(steps, s => s.Blue)) <= OtherSurface;

    private static double Median(IReadOnlyList<ShadowStep> steps, Func<ShadowStep, double> of)
    {
        double[] values = [.. steps.Select(of)];
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[values.Length / 2];
    }

    // Median of |d| over a lattice of places in two directions, as a standard deviation.
    private static ShadowStep Scatter(ShadowView view)
    {
        const int Lattice = 4;
        var steps = new List<ShadowStep>();
        for (int y = Lattice; y < view.Log.Height - Lattice; y += Lattice)
        {
            for (int x = Lattice; x < view.Log.Width - Lattice; x += Lattice)
            {
                foreach ((double, double) normal in (ReadOnlySpan<(double, double)>)[(1, 0), (0, 1)])
                {
                    if (ShadowStep.Across(view, new MaskPoint(x + 0.5, y + 0.5), normal, 1) is ShadowStep step)
                    {
                        steps.Add(step);
                    }
                }
            }
        }

        return ShadowStep.Scatter(steps);
    }
}
