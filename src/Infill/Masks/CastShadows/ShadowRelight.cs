using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Takes shadows away by giving their ground the light back that is missing.</summary>
/// <remarks>In linear light a shadow is a factor: shaded = lit · (1 − α(1 − g)), g the share of light that is left, per channel, and α the depth,
/// 1 in the core and falling through the penumbra. Both are fitted to the edge (<see cref="RelightFit"/>), and dividing by the factor
/// keeps every grain of texture. Nothing is invented; what is black stays black and is reported.</remarks>
public static class ShadowRelight
{
    /// <summary>Area of the smallest part of a mask that has an edge to go by, in pixels.</summary>
    private const int LeastArea = 64;

    private const double ReachShare = 0.24;
    private const double LeastReachPx = 8;
    private const double MostReachPx = 200;

    private const double MostMovePx = 40;

    // Following every point may also follow texture: it must be so much likelier.
    private const double TracedShare = 1.1;
    private const double TracedGain = 15;

    // Nats. Of 16 shadows on photos 30 and more; where there was none below 0, but where another edge lay along the mask.
    private const double LeastGain = 12;

    // Less than this is no shadow, but the difference of two places.
    private const double FaintestStep = -0.1;

    /// <summary>The picture without its shadows.</summary>
    /// <param name="image">Any format; not modified.</param>
    /// <param name="shadow">Where they are, roughly, of the picture's size; values from ½ count.</param>
    /// <param name="keep">What is no ground and must stay (the object that throws the shadow), of the picture's size; null = nothing.</param>
    /// <param name="cancellationToken">Looked at between parts.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static RelitPicture Apply(Image image, Mask shadow, Mask? keep = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(shadow);
        if (image.Size != shadow.Size || (keep ?? shadow).Size != image.Size)
        {
            throw new ArgumentException($"Picture is {image.Size}, shadow mask {shadow.Size}, kept mask {keep?.Size}; all must have the same size.", nameof(shadow));
        }

        var canvas = new RelitCanvas(image, shadow, keep);
        foreach (Mask own in canvas.Shadows(LeastArea))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Relight(canvas, own);
        }

        return canvas.Close();
    }

    private static void Relight(RelitCanvas canvas, Mask shadow)
    {
        PixelRect bounds = shadow.FindBounds();
        double reach = Math.Clamp(ReachShare * Math.Sqrt(shadow.CountFilled()), LeastReachPx, MostReachPx);
        PixelRect window = bounds.Inflate((int)Math.Ceiling(1.6 * reach) + 4).Intersect(canvas.Size.Bounds);
        RelitGround ground = canvas.Cut(window, shadow);
        Mask own = shadow.Crop(window);
        float[] distance = ShadowDepth.Distance([.. own.Values.Select(value => value >= MaskGrow.HardValue)], ground.IsGround, window.Size);
        PenumbraBand[] bands = [.. MaskContour.Trace(own).Select(loop => new PenumbraBand(ground.Light, ground.IsGround, [.. distance.Select(Math.Abs)], loop, reach / PenumbraBand.Half))];
        PenumbraFit edge = PenumbraFit.Of(bands[0]);
        (RelightFit fit, float[] outline) = Fit(ground, (distance, Traced(window.Size, bands, edge, ground.IsGround)), reach);
        double step = fit.Light.Average();
        if (edge.CountedRows == 0 || step > FaintestStep || fit.Gain < LeastGain)
        {
            canvas.Refuse(bounds);
            return;
        }

        float[] isGround = [.. ground.IsKept.Select(value => value ? 0f : 1f)];
        canvas.Write(ground, ShadowDepth.Draw((outline, isGround), window.Size, fit.PlacePx, fit.SoftnessPx), [.. fit.Light]);
        canvas.Add(new RelitPart
        {
            Bounds = bounds,
            Light = (Math.Exp(fit.Light[0]), Math.Exp(fit.Light[1]), Math.Exp(fit.Light[2])),
            SoftnessPx = fit.SoftnessPx,
            Agreement = edge.Agreement,
            MovedPx = ReferenceEquals(outline, distance) ? Math.Abs(fit.PlacePx) : edge.Places.Average(Math.Abs) * bands[0].Pitch,
        });
    }

    // People draw a little too large or too small all around, or rough: either the whole outline is moved, or each of its points.
    private static (RelightFit Fit, float[] Outline) Fit(RelitGround ground, (float[] Marked, float[] Traced) outlines, double reach)
    {
        var grid = new RelightGrid(ground, outlines.Marked, 1.6 * reach);
        RelightFit marked = RelightFit.Of(grid, grid.ShrinkDistance(outlines.Marked, ground.Window.Width), Math.Min(reach, MostMovePx));
        RelightFit traced = RelightFit.Of(grid, grid.ShrinkDistance(outlines.Traced, ground.Window.Width), 2);
        double GainOf(RelightFit fit, float[] outline) =>
            grid.Gain(grid.Depth(grid.ShrinkDistance(outline, ground.Window.Width), fit.PlacePx / grid.Block, fit.SoftnessPx / grid.Block), fit.Light);

        // Both on the same ground: each fit settles it for itself.
        return GainOf(traced, outlines.Traced) > (TracedShare * GainOf(marked, outlines.Marked)) + TracedGain ? (traced, outlines.Traced) : (marked, outlines.Marked);
    }

    // Distance to the edge that was followed around the outline, point by point.
    private static float[] Traced(PixelSize size, PenumbraBand[] bands, PenumbraFit main, bool[] isGround)
    {
        var region = new Mask(size);
        for (int i = 0; i < bands.Length; i++)
        {
            MaskPoint[] edge = i == 0 ? main.Edge(bands[0]) : PenumbraFit.Of(bands[i], main).Edge(bands[i]);
            Mask shape = MaskShapes.Polygon(size, edge);
            region = IsHole(edge) ? MaskCombine.Subtract(region, shape) : MaskCombine.Add(region, shape);
        }

        return ShadowDepth.Distance([.. region.WithWindow(size.Bounds).Values.Select(value => value >= MaskGrow.HardValue)], isGround, size);
    }

    private static bool IsHole(MaskPoint[] edge) =>
        edge.Select((point, i) => (point.X * edge[(i + 1) % edge.Length].Y) - (edge[(i + 1) % edge.Length].X * point.Y)).Sum() < 0;
}
