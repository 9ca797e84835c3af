namespace Infill.Masks.CastShadows;

/// <summary>The likeliest shadow along an outline: where its edge runs, how soft it is, and what light it leaves.</summary>
internal sealed record RelightFit
{
    private const double DeepestStep = -2.3;
    private const double MostTint = 0.3;

    // Shadows of the sun and of lamps leave about 45 % of the light; where the ground says little, that is the best guess.
    private const double UsualStep = -0.8;
    private const double StepScatter = 0.35;
    private const double StepTrust = 10;

    // Of ln light, between the channels; the sky's light in a shadow of the sun is bluer.
    private const double UsualTint = 0.2;
    private const double TintTrust = 8;

    // Masks are drawn so near; heavy tails, as rough ones are not.
    private const double UsualMovePx = 4;
    private const double MoveTrust = 12;

    // Neighbouring samples are not independent: nats are worth less than they seem.
    private const double Temperature = 4;

    // An outline that was followed needs no more than a touch.
    private const double FarPx = 3;
    private static readonly double[] NearPlaces = [0, 0.5, -0.5];
    private static readonly double[] Places = [0, 0.12, 0.25, 0.4, 0.6, 0.8, 1, -0.12, -0.25, -0.4, -0.6, -0.8];

    private static readonly double[] Coarse = [-1.7, -1.05, -0.55, -0.18];
    private static readonly double[] Softnesses = [0.4, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5, 5, 7, 10, 14];
    private static readonly double[] Fine = [-0.18, -0.12, -0.06, -0.03, 0.03, 0.06, 0.12, 0.18];
    private static readonly double[] Rough = [-0.15, 0.15];

    /// <summary>Where the edge lies: picture pixels inside the outline, negative outside.</summary>
    public required double PlacePx { get; init; }

    /// <summary>σ of the edge in picture pixels.</summary>
    public required double SoftnessPx { get; init; }

    /// <summary>ln of the light that is left, of red, green and blue: the mean of what is likely.</summary>
    public required IReadOnlyList<double> Light { get; init; }

    /// <summary>Log-likelihood of the shadow over that of none, in nats, without any prior; hardly above 0 where there is none.</summary>
    public required double Gain { get; init; }

    /// <summary>Looks for the shadow around one outline.</summary>
    /// <param name="grid">The ground; it is settled for this shadow.</param>
    /// <param name="distance">Signed distance to the outline in grid pixels.</param>
    /// <param name="mostPx">The edge is looked for within this many picture pixels of the outline.</param>
    public static RelightFit Of(RelightGrid grid, float[] distance, double mostPx)
    {
        var search = new RelightTries(grid, distance, place => -MoveTrust * Math.Log(1 + Square(place * grid.Block / UsualMovePx)));
        double[] places = [.. (mostPx < FarPx ? NearPlaces : Places).Select(share => share * mostPx / grid.Block)];
        foreach (double sigma in (double[])[1, 3, 7])
        {
            foreach (double place in places)
            {
                search.Try(place, sigma, Coarse);
            }
        }

        search.Settle();
        for (double by = 1; by >= 0.5; by /= 2)
        {
            double[] near = search.Around(0.12 * by, 2);
            foreach (double sigma in Softnesses)
            {
                search.Try(search.Best.Place, sigma, near);
            }

            foreach (double shift in (double[])[-1, -0.5, 0.5, 1])
            {
                search.Try(search.Best.Place + (by * shift), search.Best.Sigma, near);
            }
        }

        foreach ((double wider, double shift) in (ReadOnlySpan<(double, double)>)[(0.85, 0), (1.17, 0), (1, -0.25), (1, 0.25), (0.93, 0), (1.07, 0)])
        {
            search.Try(search.Best.Place + shift, search.Best.Sigma * wider, search.Around(0.03, 2));
        }

        foreach (double wider in (double[])[0.7, 1, 1.4])
        {
            search.Try(search.Best.Place, search.Best.Sigma * wider, [.. Enumerable.Range(1, 22).Select(k => -0.1 * k)]);
        }

        return Describe(grid, distance, search, Fine);
    }

    /// <summary>Softness and light of a shadow whose outline is known.</summary>
    /// <param name="grid">The ground; it is settled for this shadow.</param>
    /// <param name="distance">Signed distance to the outline in grid pixels.</param>
    public static RelightFit OfOutline(RelightGrid grid, float[] distance)
    {
        var search = new RelightTries(grid, distance, _ => 0);
        foreach (double sigma in (double[])[0.7, 1.5, 3])
        {
            search.Try(0, sigma, Coarse);
        }

        search.Settle();
        foreach (double wider in (double[])[0.7, 1, 1.4])
        {
            search.Try(0, search.Best.Sigma * wider, search.Around(0.1, 3));
        }

        return Describe(grid, distance, search, Rough);
    }

    /// <summary>What is known of steps in light and colour before the ground is looked at, in nats.</summary>
    internal static double Prior(IReadOnlyList<double> steps) =>
        -((StepTrust * Square((steps.Average() - UsualStep) / StepScatter)) + (TintTrust * Square((steps.Max() - steps.Min()) / UsualTint))) / 2;

    /// <summary>True if a shadow may leave so much light.</summary>
    internal static bool IsPossible(double step) => step is >= DeepestStep and <= 0;

    private static RelightFit Describe(RelightGrid grid, float[] distance, RelightTries search, double[] tints)
    {
        (double place, double sigma, double step, _) = search.Best;
        float[][] depth = grid.Depth(distance, place, sigma);
        double[] tinted = Tint(grid, depth, step, tints);
        double likely = search.MeanStep(Temperature), mean = tinted.Average();
        double[] light = [.. tinted.Select(one => Math.Clamp(one - mean + likely, DeepestStep, 0))];
        return new RelightFit { PlacePx = place * grid.Block, SoftnessPx = sigma * grid.Block, Light = light, Gain = grid.Gain(depth, light) };
    }

    // Each channel by itself, twice.
    private static double[] Tint(RelightGrid grid, float[][] depth, double step, double[] tints)
    {
        double[] best = [step, step, step];
        double value = grid.Gain(depth, best) + Prior(best);
        for (int turn = 0; turn < 6; turn++)
        {
            double[] start = [.. best];
            foreach (double by in tints)
            {
                double[] next = [.. start];
                next[turn % 3] = Math.Clamp(start[turn % 3] + by, Math.Max(DeepestStep, step - MostTint), Math.Min(0, step + MostTint));
                double its = grid.Gain(depth, next) + Prior(next);
                (best, value) = its > value ? (next, its) : (best, value);
            }
        }

        return best;
    }

    private static double Square(double value) => value * value;
}
