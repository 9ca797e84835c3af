namespace Infill.Masks.CastShadows;

/// <summary>The shadow that, taken away, leaves the least edges: where its edge runs beside an outline, how soft it is, and what light it leaves.</summary>
internal sealed record RelightFit
{
    private const double DeepestStep = -2.3;
    private const double MostTint = 0.3;
    private const double TintStep = 0.03;

    // The channels go together: where one says little, the others decide.
    private const double Together = 0.15;

    private static readonly double[] Steps8 = [-2.1, -1.7, -1.35, -1.05, -0.8, -0.55, -0.35, -0.18];
    private static readonly double[] Softnesses = [0.4, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5, 5, 7, 10, 14];

    /// <summary>Where the edge lies: picture pixels inside the outline, negative outside.</summary>
    public required double PlacePx { get; init; }

    /// <summary>σ of the edge in picture pixels.</summary>
    public required double SoftnessPx { get; init; }

    /// <summary>ln of the light that is left, of red, green and blue.</summary>
    public required IReadOnlyList<double> Light { get; init; }

    /// <summary>What edges are left, over what there was: below 1 if there is a shadow.</summary>
    public required double Left { get; init; }

    /// <summary>How many independent edges of chance the shadow is worth: below 6 or so, there is none.</summary>
    public required double Surprise { get; init; }

    /// <summary>Looks for the shadow around one outline.</summary>
    /// <param name="grid">The ground.</param>
    /// <param name="distance">Signed distance to the outline in grid pixels.</param>
    /// <param name="mostPx">The edge is looked for within this many picture pixels of the outline.</param>
    public static RelightFit Of(RelightGrid grid, float[] distance, double mostPx)
    {
        double most = mostPx / grid.Block;
        var at = new Point(0, 2, -0.8, double.PositiveInfinity);
        foreach (double sigma in (double[])[1, 3, 7])
        {
            foreach (double place in Places(most))
            {
                at = Better(at, Try(grid, distance, (place, sigma), Steps8));
            }
        }

        for (double by = 1; by >= 0.5; by /= 2)
        {
            double[] near = [at.Step - (0.2 * by), at.Step - (0.1 * by), at.Step, at.Step + (0.1 * by), at.Step + (0.2 * by)];
            foreach (double sigma in Softnesses)
            {
                at = Better(at, Try(grid, distance, (at.Place, sigma), near));
            }

            foreach (double shift in (double[])[-1, -0.5, 0.5, 1])
            {
                at = Better(at, Try(grid, distance, (at.Place + (by * shift), at.Sigma), near));
            }
        }

        double[] close = [at.Step - 0.06, at.Step - 0.03, at.Step, at.Step + 0.03, at.Step + 0.06];
        foreach ((double wider, double shift) in (ReadOnlySpan<(double, double)>)[(0.85, 0), (0.92, 0), (1.08, 0), (1.17, 0), (1, -0.25), (1, 0.25), (0.95, 0), (1.05, 0)])
        {
            at = Better(at, Try(grid, distance, (at.Place + shift, at.Sigma * wider), close));
        }

        float[] depth = grid.Depth(distance, at.Place, at.Sigma);
        return Describe(grid, depth, at);
    }

    /// <summary>Softness and light of a shadow whose outline is known.</summary>
    /// <param name="grid">The ground.</param>
    /// <param name="distance">Signed distance to the outline in grid pixels.</param>
    public static RelightFit OfOutline(RelightGrid grid, float[] distance)
    {
        var at = new Point(0, 2, -0.8, double.PositiveInfinity);
        foreach (double sigma in (double[])[0.6, 1.2, 2.2, 4])
        {
            at = Better(at, Try(grid, distance, (0, sigma), Steps8));
        }

        float[] depth = grid.Depth(distance, 0, at.Sigma);
        return Describe(grid, depth, at);
    }

    private static RelightFit Describe(RelightGrid grid, float[] depth, Point at) => new()
    {
        PlacePx = at.Place * grid.Block,
        SoftnessPx = at.Sigma * grid.Block,
        Light = LightOf(grid, depth, at.Step),
        Left = at.Cost / Math.Max(1e-9, Sum(grid.Left(depth, 0))),
        Surprise = grid.Explain(depth, at.Step).Surprise,
    };

    private static double[] Places(double most) => [.. ((double[])[0, 0.12, 0.25, 0.4, 0.6, 0.8, 1, -0.12, -0.25, -0.4, -0.6, -0.8]).Select(share => share * most)];

    private static Point Better(Point a, Point b) => b.Cost < a.Cost ? b : a;

    private static Point Try(RelightGrid grid, float[] distance, (double Place, double Sigma) edge, double[] steps)
    {
        float[] depth = grid.Depth(distance, edge.Place, edge.Sigma);
        return steps.Where(step => step is >= DeepestStep and <= 0)
            .Select(step => new Point(edge.Place, edge.Sigma, step, Sum(grid.Left(depth, step))))
            .MinBy(point => point.Cost);
    }

    private static double[] LightOf(RelightGrid grid, float[] depth, double step)
    {
        double[] around = [.. Enumerable.Range(-10, 21).Select(k => Math.Clamp(step + (k * TintStep), DeepestStep, 0)).Distinct()];
        (double Red, double Green, double Blue)[] left = [.. around.Select(one => grid.Left(depth, one))];
        double Best(Func<(double Red, double Green, double Blue), double> own) =>
            around[Enumerable.Range(0, around.Length).MinBy(i => own(left[i]) + (Together * Sum(left[i])))];
        return [.. ((double[])[Best(one => one.Red), Best(one => one.Green), Best(one => one.Blue)]).Select(one => Math.Clamp(one, step - MostTint, step + MostTint))];
    }

    private static double Sum((double Red, double Green, double Blue) left) => left.Red + left.Green + left.Blue;

    private readonly record struct Point(double Place, double Sigma, double Step, double Cost);
}
