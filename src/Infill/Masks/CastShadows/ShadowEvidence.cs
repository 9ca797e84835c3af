using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Weighs a supposed shadow by the light along its outline: the same step down everywhere, without a change of colour.</summary>
/// <remarks>A point of the outline shows a step s of ln light and two of colour. Under a shadow they scatter around one G with G.Light &lt; 0, without
/// one around 0, with heavy tails: a point speaks for the shadow by ρ(s) − ρ(s − G), ρ = 3·ln(1 + q/3), q Mahalanobis' distance by the
/// covariance of steps on the ground nearby (Student's t of 3 degrees). So no dark blot decides alone, the edge of another colour says
/// little, and even ground says more than rough ground. Gradients of natural pictures are nearly white, while their light is not: steps
/// at the scale of the edge itself say more than means of either side.</remarks>
internal sealed class ShadowEvidence
{
    /// <summary>Scales that edges are looked at, in view pixels, the finest first: hard shadows and soft ones.</summary>
    public static readonly IReadOnlyList<double> Sigmas = [1, 2, 4];

    private const double Degrees = 3;

    /// <summary>Points that must be seen beside the object.</summary>
    private const int LeastPoints = 16;

    private const int EveryPoint = 3;
    private const double LeastSpacing = 0.4;
    private const int MostOnStack = 512;

    // Shadows leave between 16 and 88 % of the light, and shift its colour a little; from black to white is no shadow.
    private const double DeepestStep = -1.8;
    private const double FaintestStep = 0.13;
    private const double MostTint = 0.2;

    // ln of a ratio of colours; what shifts colour more is another surface, whatever it does to light.
    private const double OtherSurface = 0.6;

    private readonly ShadowView _view;
    private readonly MaskPoint[] _outline;
    private readonly OutlineChords _chords;
    private readonly EdgeField[] _fields;

    /// <summary>Prepares the object's outline and the edges of its surroundings.</summary>
    public ShadowEvidence(ShadowView view)
        : this(view, [.. Sigmas.Select(sigma => new EdgeField(view, sigma))])
    {
    }

    private ShadowEvidence(ShadowView view, EdgeField[] fields)
    {
        (_view, _fields) = (view, fields);
        _outline = OutlineOf(view.Silhouette);
        _chords = new OutlineChords(view.Silhouette, _outline);
    }

    /// <summary>Points of the object's outline that shadows are weighed by.</summary>
    public int Points => _outline.Length;

    /// <summary>The same ground, asked for another part of it.</summary>
    /// <param name="view">Of the same picture and size (<see cref="ShadowView.With"/>).</param>
    public ShadowEvidence With(ShadowView view) => new(view, _fields);

    /// <summary>Weighs one way of falling.</summary>
    /// <param name="cast">How it falls.</param>
    /// <param name="scale">Index into <see cref="Sigmas"/>.</param>
    public OutlineWeight Weigh(ShadowCast cast, int scale)
    {
        List<EdgePoint> edge = Edge(cast, scale);
        if (edge.Count < LeastPoints)
        {
            return OutlineWeight.None;
        }

        ShadowStep middle = MiddleOf(edge), typical = Bound(middle);
        if (Math.Abs(middle.Light) is < FaintestStep or > -DeepestStep || Math.Abs(middle.Red) > OtherSurface || Math.Abs(middle.Blue) > OtherSurface)
        {
            return OutlineWeight.None;
        }

        double sum = 0;
        foreach (EdgePoint point in edge)
        {
            sum += point.Weight * point.Favours(typical, Degrees);
        }

        return new OutlineWeight(sum, typical);
    }

    /// <summary>The points of the outline where ground is seen on both of its sides.</summary>
    /// <param name="cast">How the shadow falls.</param>
    /// <param name="scale">Index into <see cref="Sigmas"/>.</param>
    public List<EdgePoint> Edge(ShadowCast cast, int scale)
    {
        int n = _outline.Length;
        Span<MaskPoint> points = n <= MostOnStack ? stackalloc MaskPoint[n] : new MaskPoint[n];
        for (int i = 0; i < n; i++)
        {
            points[i] = cast.Project(_outline[i], _view.Object);
        }

        var edge = new List<EdgePoint>(n);
        EdgeField field = _fields[scale];
        for (int i = 0; i < n; i++)
        {
            MaskPoint next = points[i + 1 < n ? i + 1 : 0], last = points[i > 0 ? i - 1 : n - 1];
            (double tangentX, double tangentY) = (next.X - last.X, next.Y - last.Y);
            double length = Math.Sqrt((tangentX * tangentX) + (tangentY * tangentY));

            // Filled on the right of the walk, hence outside on its left, unless the shadow is mirrored.
            double to = (cast.IsMirrored ? -1 : 1) / length;
            if (length > LeastSpacing && field.At(points[i], (tangentY * to, -tangentX * to), length / 2) is EdgePoint point)
            {
                edge.Add(point with { Share = ShareOf(cast, i, (-tangentY * to, tangentX * to), field.Sigma) });
            }
        }

        return edge;
    }

    /// <summary>The median step, within what a shadow can do to light and colour; even ground counts more.</summary>
    public static ShadowStep Typical(IReadOnlyList<EdgePoint> edge) => Bound(MiddleOf(edge));

    /// <summary>The same of steps that all count alike.</summary>
    public static ShadowStep Typical(IReadOnlyList<ShadowStep> steps) =>
        Typical([.. steps.Select(step => new EdgePoint(step, 1, StepTexture.OfLight(1)))]);

    // A strip of width t, blurred by σ, has at its edge 1 − exp(−t²/2σ²) of the slope of a wide one; a gap between two parts likewise.
    private double ShareOf(ShadowCast cast, int point, (double X, double Y) inwards, double sigma)
    {
        (double x, double y) = cast.Unturn(_outline[point], inwards, _view.Object);
        double perPixel = Math.Sqrt((x * x) + (y * y)), soft = 4 * sigma * sigma;
        double thick = _chords.Along(point, x, y) / perPixel, gap = _chords.Along(point, -x, -y) / perPixel;
        return (1 - Math.Exp(-thick * thick / soft)) * (1 - Math.Exp(-gap * gap / soft));
    }

    private static MaskPoint[] OutlineOf(Mask silhouette) =>
        MaskContour.Trace(silhouette) is [MaskPoint[] longest, ..] ? [.. MaskContour.Smooth(longest, 2).Where((_, i) => i % EveryPoint == 0)] : [];

    private static ShadowStep Bound(ShadowStep step) => new(
        Math.Clamp(step.Light, DeepestStep, -DeepestStep), Math.Clamp(step.Red, -MostTint, MostTint), Math.Clamp(step.Blue, -MostTint, MostTint));

    private static ShadowStep MiddleOf(IReadOnlyList<EdgePoint> edge)
    {
        double[] light = new double[edge.Count], weights = new double[edge.Count], red = new double[edge.Count], blue = new double[edge.Count];
        (double half, int count) = (0, 0);
        foreach (EdgePoint point in edge)
        {
            if (point.Share >= EdgePoint.LeastShare)
            {
                (light[count], red[count], blue[count], weights[count]) = (point.Whole, point.Step.Red, point.Step.Blue, Math.Sqrt(point.Texture.Own.Light) * point.Share);
                half += weights[count++] / 2;
            }
        }

        if (count == 0)
        {
            return default;
        }

        Array.Sort(light, weights, 0, count);
        Array.Sort(red, 0, count);
        Array.Sort(blue, 0, count);
        (int at, double sum) = (0, 0);
        while (at < count - 1 && sum + weights[at] < half)
        {
            sum += weights[at++];
        }

        return new ShadowStep(light[at], red[count / 2], blue[count / 2]);
    }
}
