namespace Infill.Masks.CastShadows;

/// <summary>Looks for the ways of falling that the picture agrees with most: a grid of all, then small steps from the best.</summary>
internal static class ShadowSearch
{
    private const double CoarseReach = 1;
    private const double FineReach = 0.5;
    private const int Starts = 8;
    private const int Halvings = 5;

    /// <summary>Local maxima of the evidence along the outline, at most eight, in no order.</summary>
    public static IReadOnlyList<ShadowCast> Find(ShadowEvidence evidence)
    {
        (ShadowCast Cast, double Score)[] ranked =
        [
            .. Grid().Select(cast => (Cast: cast, Score: evidence.Score(cast, CoarseReach))).Where(pair => pair.Score > 0).OrderByDescending(pair => pair.Score),
        ];
        var starts = new List<ShadowCast>();
        foreach ((ShadowCast cast, _) in ranked)
        {
            if (starts.TrueForAll(other => IsFar(cast, other)))
            {
                starts.Add(cast);
            }

            if (starts.Count == Starts)
            {
                break;
            }
        }

        return [.. starts.Select(start => Climb(evidence, Climb(evidence, start, CoarseReach), FineReach)).Distinct()];
    }

    private static ShadowCast Climb(ShadowEvidence evidence, ShadowCast start, double reach)
    {
        (ShadowCast best, double score) = (start, evidence.Score(start, reach));
        double step = 1;
        for (int halving = 0; halving < Halvings; step /= 2, halving++)
        {
            bool isBetter = true;
            while (isBetter)
            {
                isBetter = false;
                foreach (ShadowCast next in Around(best, step))
                {
                    double nextScore = evidence.Score(next, reach);
                    if (nextScore > score)
                    {
                        (best, score, isBetter) = (next, nextScore, true);
                    }
                }
            }
        }

        return best;
    }

    private static IEnumerable<ShadowCast> Around(ShadowCast cast, double step)
    {
        foreach (double side in (double[])[-step, step])
        {
            if (IsDeep(cast.Fall + (0.04 * side)))
            {
                yield return cast with { Fall = cast.Fall + (0.04 * side) };
                yield return cast with { Fall = cast.Fall + (0.04 * side), Shear = cast.Shear - (0.04 * side) };
            }

            yield return cast with { Shear = Math.Clamp(cast.Shear + (0.06 * side), -2.2, 2.2) };
            yield return cast with { Spread = Math.Clamp(cast.Spread + (0.08 * side), -0.4, 0.6) };
            yield return cast with { SlideX = Math.Clamp(cast.SlideX + (0.02 * side), -0.4, 0.4) };
            yield return cast with { SlideY = Math.Clamp(cast.SlideY + (0.02 * side), -0.4, 0.4) };
        }
    }

    private static bool IsDeep(double fall) => Math.Abs(fall) is >= 0.1 and <= 1.1;

    private static bool IsFar(ShadowCast a, ShadowCast b) =>
        Math.Abs(a.Shear - b.Shear) > 0.25 || Math.Abs(a.Fall - b.Fall) > 0.12 || Math.Abs(a.SlideX - b.SlideX) > 0.1 || Math.Abs(a.SlideY - b.SlideY) > 0.1;

    // Upright objects on ground, then flat ones close to a surface.
    private static IEnumerable<ShadowCast> Grid()
    {
        for (double fall = 0.1; fall <= 0.91; fall += 0.06)
        {
            for (double shear = -2; shear <= 2.01; shear += 0.1)
            {
                yield return new ShadowCast(shear, fall);
                yield return new ShadowCast(shear, -fall);
            }
        }

        for (double x = -0.3; x <= 0.31; x += 0.04)
        {
            for (double y = -0.3; y <= 0.31; y += 0.04)
            {
                if (Math.Abs(x) + Math.Abs(y) > 0.05)
                {
                    yield return new ShadowCast(0, 1, 0, x, y);
                }
            }
        }
    }
}
