using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Takes shadows away by giving their ground the light back that is missing.</summary>
/// <remarks>In linear light a shadow is a factor: shaded = lit · (1 − α(1 − g)), g the share of light that is left, per channel, and α the depth,
/// 1 in the core and falling through the penumbra. Both are fitted to the edge (<see cref="PenumbraFit"/>), and dividing by the factor
/// keeps every grain of texture. Nothing is invented; what is black stays black and is reported.</remarks>
public static class ShadowRelight
{
    /// <summary>Area of the smallest part of a mask that has an edge to go by, in pixels.</summary>
    private const int LeastArea = 64;

    private const double ReachShare = 0.24;
    private const double LeastReachPx = 8;
    private const double MostReachPx = 200;

    // Less than this is no shadow, but the difference of two places.
    private const double FaintestStep = -0.06;

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
        foreach (MaskComponent part in MaskComponents.Find(canvas.Hard).Where(part => part.PixelCount >= LeastArea))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Relight(canvas, part);
        }

        return canvas.Close();
    }

    private static void Relight(RelitCanvas canvas, MaskComponent part)
    {
        double reach = Math.Clamp(ReachShare * Math.Sqrt(part.PixelCount), LeastReachPx, MostReachPx);
        PixelRect window = part.Bounds.Inflate((int)Math.Ceiling(1.6 * reach) + 4).Intersect(canvas.Size.Bounds);
        RelitGround ground = canvas.Cut(window, part);
        Mask own = part.Cut(canvas.Hard).Crop(window);
        float[] distance = ToOutline(own);
        IReadOnlyList<MaskPoint[]> loops = MaskContour.Trace(own);
        PenumbraBand[] bands = [.. loops.Select(loop => new PenumbraBand(ground.Light, ground.IsGround, distance, loop, reach / PenumbraBand.Half))];
        PenumbraFit main = PenumbraFit.Of(bands[0]);
        if (main.CountedRows == 0 || (main.Steps[0] + main.Steps[1] + main.Steps[2]) / 3 > FaintestStep)
        {
            canvas.Refuse(part.Bounds);
            return;
        }

        float[] depth = Depth(window.Size, [.. bands.Select((band, i) => i == 0 ? main.Edge(band) : PenumbraFit.Of(band, main).Edge(band))], main.SoftnessPx);
        var map = new FloatImage(1, window.Size);
        depth.CopyTo(map.Values, 0);
        main.Deepen(new PenumbraBand(map, ground.IsGround, distance, loops[0], bands[0].Pitch));
        canvas.Write(ground, depth, main.Steps);
        canvas.Add(new RelitPart
        {
            Bounds = part.Bounds,
            Light = (Math.Exp(main.Steps[0]), Math.Exp(main.Steps[1]), Math.Exp(main.Steps[2])),
            SoftnessPx = main.SoftnessPx,
            Agreement = main.Agreement,
            MovedPx = main.Places.Average(Math.Abs) * bands[0].Pitch,
        });
    }

    private static float[] ToOutline(Mask mask)
    {
        var outside = new Mask(mask.Size);
        for (int i = 0; i < outside.Values.Length; i++)
        {
            outside.Values[i] = 1 - mask.Values[i];
        }

        float[] inner = DistanceTransform.ToKept(mask), outer = DistanceTransform.ToKept(outside);
        return [.. inner.Zip(outer, Math.Max)];
    }

    // Outer edges add, those of holes take away; the blur is the penumbra, around corners too.
    private static float[] Depth(PixelSize size, MaskPoint[][] edges, double softnessPx)
    {
        var region = new Mask(size);
        foreach (MaskPoint[] edge in edges)
        {
            Mask shape = MaskShapes.Polygon(size, edge);
            region = IsHole(edge) ? MaskCombine.Subtract(region, shape) : MaskCombine.Add(region, shape);
        }

        float[] values = region.WithWindow(size.Bounds).Values;
        return Gaussian.Blur(values, size, Math.Clamp(softnessPx, 0.5, Gaussian.MaxSigma));
    }

    private static bool IsHole(MaskPoint[] edge) =>
        edge.Select((point, i) => (point.X * edge[(i + 1) % edge.Length].Y) - (edge[(i + 1) % edge.Length].X * point.Y)).Sum() < 0;
}
