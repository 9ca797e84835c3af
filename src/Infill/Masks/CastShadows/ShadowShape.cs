using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Chooses the shape of a shadow that was found: the object's outline as it falls, or what the ground shows; the right one is the likeliest.</summary>
internal static class ShadowShape
{
    private const int SurroundingPx = 14;
    private const double MostMovePx = 3;

    /// <summary>The region where the shadow takes half of its light or more.</summary>
    /// <param name="view">The ground.</param>
    /// <param name="shapes">What it may be, of the view's size; empty ones are passed over.</param>
    /// <returns>The region, empty if all are, and ln of the light that is left of red, green and blue.</returns>
    public static (Mask Region, IReadOnlyList<double> Light) Choose(ShadowView view, IReadOnlyList<Mask> shapes)
    {
        Mask[] drawn = [.. shapes.Where(shape => !shape.FindBounds().IsEmpty)];
        if (drawn.Length == 0)
        {
            return (new Mask(view.Log.Size, default), [0, 0, 0]);
        }

        PixelRect window = drawn.Aggregate(default(PixelRect), (all, shape) => all.IsEmpty ? shape.FindBounds() : all.Union(shape.FindBounds()))
            .Inflate(SurroundingPx).Intersect(view.Log.Size.Bounds);
        RelitGround ground = view.Cut(window);
        float[][] distances = [.. drawn.Select(shape => ShadowDepth.Distance([.. shape.Crop(window).Values.Select(value => value > 0)], ground.IsGround, window.Size))];

        // All on the same ground, so that what they leave can be compared.
        var grid = new RelightGrid(ground, distances[0], double.PositiveInfinity);
        RelightFit[] fits = [.. distances.Select(distance => RelightFit.Of(grid, grid.ShrinkDistance(distance, window.Width), MostMovePx))];
        double GainOf(int i) => grid.Gain(grid.Depth(grid.ShrinkDistance(distances[i], window.Width), fits[i].PlacePx / grid.Block, fits[i].SoftnessPx / grid.Block), fits[i].Light);
        int best = Enumerable.Range(0, fits.Length).MaxBy(GainOf);
        var region = new Mask(view.Log.Size, window);
        for (int i = 0; i < region.Values.Length; i++)
        {
            region.Values[i] = distances[best][i] > fits[best].PlacePx && ground.IsGround[i] ? 1f : 0f;
        }

        return (region, fits[best].Light);
    }
}
