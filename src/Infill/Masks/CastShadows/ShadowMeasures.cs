using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>What tells a shadow from chance, as numbers.</summary>
internal static class ShadowMeasures
{
    private const double Degrees = 3;
    private const int Stretches = 6;
    private const int SurroundingPx = 14;
    private const double MeanSigma = 6;
    private const double GrainSigma = 2;
    private const int LeastPixels = 10;

    /// <summary>Names of the measures, those of the outline first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "evidence", "evidencePerPoint", "brightRival", "darkRival", "step", "agreeing", "darker", "contrast", "seen", "tint", "weakStretch", "darkShare", "oddShape",
        "clearness", "shadedInside", "litOutside", "tintInside", "gap", "grain", "area", "fitted",
        "likelihood", "density", "relitStep", "relitTint", "softness", "stepsAgree",
        "judged",
    ];

    /// <summary>Measures of the outline.</summary>
    /// <param name="found">The way of falling.</param>
    /// <param name="edge">Its outline.</param>
    /// <param name="seen">Share of the outline beside which ground is seen, 0…1.</param>
    /// <param name="rivals">What speaks for the best shape that is brighter inside, and for the best other shadow.</param>
    public static double[] OfOutline(FoundCast found, IReadOnlyList<EdgePoint> edge, double seen, (double Bright, double Dark) rivals)
    {
        ShadowStep typical = ShadowEvidence.Typical(edge);
        double light = Math.Min(-0.01, typical.Light), count = Math.Max(1, edge.Count), shares = Math.Max(1, edge.Sum(point => point.Share));
        return
        [
            Math.Log(1 + Math.Max(0, found.Value)),
            Math.Log(1 + Math.Max(0, found.Value / count)),
            Math.Log(1 + Math.Max(0, rivals.Bright)),
            Math.Log(1 + Math.Max(0, rivals.Dark)),
            light,
            edge.Where(point => point.Whole < 0.4 * light && point.Whole > 2.2 * light).Sum(point => point.Share) / shares,
            edge.Where(point => point.Step.Light < 0).Sum(point => point.Share) / shares,
            Math.Clamp(-Median([.. edge.Select(point => point.Step.Light / point.Texture.LightScatter)]), -2, 5),
            seen,
            Math.Min(2, Median([.. edge.Select(point => Math.Sqrt((point.Step.Red * point.Step.Red) + (point.Step.Blue * point.Step.Blue)))]) / -light),
            WeakStretch(edge, typical),
            rivals.Dark / Math.Max(1, found.Value),
            Math.Min(2, Math.Abs(found.Cast.Spread) + (2 * Math.Abs(found.Cast.Bend)) + (4 * (Math.Abs(found.Cast.SlideX) + Math.Abs(found.Cast.SlideY)))),
        ];
    }

    /// <summary>Measures of what lies inside and outside.</summary>
    /// <param name="view">The ground.</param>
    /// <param name="outline">The supposed shadow, of the view's size.</param>
    /// <param name="fitted">What the ground by itself makes of it: how far that is the same counts.</param>
    /// <param name="step">Typical step into it.</param>
    public static double[] OfRegion(ShadowView view, Mask outline, Mask fitted, ShadowStep step)
    {
        PixelRect window = outline.FindBounds().Inflate(SurroundingPx).Intersect(view.Log.Size.Bounds);
        if (window.IsEmpty)
        {
            return new double[8];
        }

        var ground = new GroundPatch(view, window);
        Mask own = outline.Crop(window);
        (bool[] inside, bool[] ring) = Sides(ground, own);
        FloatImage lit = ground.LitMeans([.. ring.Select(value => !value)], MeanSigma);
        ShadowStep[] offsets = ground.Offsets(lit);
        double[] shaded = [.. offsets.Where((_, i) => inside[i]).Select(offset => offset.Light)], outside = [.. offsets.Where((_, i) => ring[i]).Select(offset => offset.Light)];
        if (shaded.Length < LeastPixels || outside.Length < LeastPixels)
        {
            return new double[8];
        }

        double scatter = 0.05 + (1.4826 * Median([.. outside.Select(Math.Abs)])), depth = Median(shaded);
        return
        [
            Math.Clamp(-depth / scatter, -3, 8),
            shaded.Count(value => value < step.Light / 2) / (double)shaded.Length,
            outside.Count(value => value > step.Light / 2) / (double)outside.Length,
            Math.Min(0.5, TintOf([.. offsets.Where((_, i) => inside[i])])),
            Math.Clamp(depth - step.Light, -1, 1),
            Math.Clamp(Math.Log(GrainOf(ground, inside) / GrainOf(ground, ring)), -1, 1),
            Math.Log(shaded.Length),
            view.Overlap(outline, fitted),
        ];
    }

    /// <summary>Measures of what relighting the region leaves.</summary>
    /// <param name="view">The ground.</param>
    /// <param name="outline">The supposed shadow, of the view's size.</param>
    /// <param name="step">Typical step into it.</param>
    public static double[] OfRelighting(ShadowView view, Mask outline, ShadowStep step)
    {
        PixelRect window = outline.FindBounds().Inflate(SurroundingPx).Intersect(view.Log.Size.Bounds);
        if (window.IsEmpty)
        {
            return new double[6];
        }

        RelitGround ground = view.Cut(window);
        float[] distance = ShadowDepth.Distance([.. outline.Crop(window).Values.Select(value => value > 0)], ground.IsGround, window.Size);
        var grid = new RelightGrid(ground, distance, SurroundingPx);
        RelightFit fit = RelightFit.OfOutline(grid, grid.ShrinkDistance(distance, window.Width));
        double light = Math.Min(-0.01, fit.Light.Average());
        double gain = Math.Max(0, fit.Gain);
        return
        [
            Math.Log(1 + gain),
            Math.Log(1 + (gain / Math.Sqrt(Math.Max(1, outline.CountFilled())))),
            light,
            fit.Light.Max(one => Math.Abs(one - light)),
            Math.Log(fit.SoftnessPx),
            Math.Clamp(step.Light / light, 0, 2),
        ];
    }

    // A pixel of the edge itself belongs to neither side.
    private static (bool[] Inside, bool[] Ring) Sides(GroundPatch ground, Mask own)
    {
        float[] deep = DistanceTransform.ToKept(own);
        Mask near = MaskGrow.Grow(own, 1), far = MaskGrow.Grow(own, SurroundingPx - 2);
        bool[] inside = [.. ground.IsGround.Select((value, i) => value && deep[i] > 1.5f)];
        bool[] ring = [.. ground.IsGround.Select((value, i) => value && far[i % own.Width, i / own.Width] > 0 && near[i % own.Width, i / own.Width] == 0)];
        return (inside, ring);
    }

    private static double TintOf(ShadowStep[] offsets) =>
        Math.Max(Math.Abs(Median([.. offsets.Select(offset => offset.Red)])), Math.Abs(Median([.. offsets.Select(offset => offset.Blue)])));

    private static double GrainOf(GroundPatch ground, bool[] where)
    {
        float[] grain = ground.Grain(GrainSigma);
        return 0.003 + Median([.. grain.Where((_, i) => where[i]).Select(value => (double)Math.Abs(value))]);
    }

    // Chance agrees along one edge of something; a shadow agrees all around. The second weakest of six stretches.
    private static double WeakStretch(IReadOnlyList<EdgePoint> edge, ShadowStep typical)
    {
        double[] means = [.. Enumerable.Range(0, Stretches).Select(k => edge.Skip(k * edge.Count / Stretches).Take(edge.Count / Stretches)
            .Select(point => point.Favours(typical, Degrees)).DefaultIfEmpty(0).Average()).Order()];
        return Math.Clamp(means[1], -2, 4);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[values.Length / 2];
    }
}
