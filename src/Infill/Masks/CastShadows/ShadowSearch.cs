namespace Infill.Masks.CastShadows;

/// <summary>Looks for the ways of falling that the picture agrees with most: a grid of all, then small steps from the best.</summary>
internal static class ShadowSearch
{
    private const int Starts = 4;
    private const int RivalStarts = 2;
    private const int Halvings = 5;
    private const int MostTurns = 6;

    // Of the log-likelihood: shadows fan out, bend and slide a little, hardly much.
    private const double UsualSpread = 0.3;
    private const double UsualBend = 0.15;
    private const double UsualSlide = 0.06;
    private const double OddCost = 2;

    private static readonly ShadowCast[] AllWays = [.. Grid()];

    /// <summary>Local maxima of the evidence along the outline, the likeliest first; none if nothing speaks for a shadow.</summary>
    /// <param name="evidence">What to ask.</param>
    /// <returns>The shadows, and what speaks for the best shape that is brighter inside: no shadow, but as likely by chance; 0 if there is none.</returns>
    public static (IReadOnlyList<FoundCast> Shadows, double Bright) Find(ShadowEvidence evidence)
    {
        var shadows = new List<FoundCast>();
        double bright = 0;
        foreach (int scale in (int[])[1, 2, 0])
        {
            OutlineWeight[] weights = [.. AllWays.Select(cast => evidence.Weigh(cast, scale))];
            shadows.AddRange(Apart(Ranked(weights, scale, isDark: true), Starts).Select(start => Refine(evidence, start, isDark: true)));
            IEnumerable<FoundCast> rivals = scale == 0 ? [] : Apart(Ranked(weights, scale, isDark: false), RivalStarts);
            bright = rivals.Select(start => Refine(evidence, start, isDark: false).Value).Append(bright).Max();
        }

        return ([.. shadows.DistinctBy(one => one.Cast).OrderByDescending(one => one.Value)], bright);
    }

    private static FoundCast[] Ranked(OutlineWeight[] weights, int scale, bool isDark) =>
    [
        .. weights.Select((weight, i) => new FoundCast(AllWays[i], scale, weight.For(isDark) - OddnessOf(AllWays[i])))
            .Where(one => one.Value > 0).OrderByDescending(one => one.Value),
    ];

    private static List<FoundCast> Apart(FoundCast[] ranked, int count)
    {
        var apart = new List<FoundCast>();
        foreach (FoundCast one in ranked)
        {
            if (apart.TrueForAll(other => IsFar(one.Cast, other.Cast)))
            {
                apart.Add(one);
            }

            if (apart.Count == count)
            {
                break;
            }
        }

        return apart;
    }

    // Climbs at its own scale, then at each finer one, and keeps the best of them.
    private static FoundCast Refine(ShadowEvidence evidence, FoundCast start, bool isDark)
    {
        FoundCast at = Climb(evidence, start, isDark), best = at;
        for (int scale = start.Scale - 1; scale >= 0; scale--)
        {
            at = Climb(evidence, Weigh(evidence, at.Cast, scale, isDark), isDark);
            best = at.Value > best.Value ? at : best;
        }

        return best;
    }

    private static FoundCast Climb(ShadowEvidence evidence, FoundCast start, bool isDark)
    {
        FoundCast best = start;
        double step = 1;
        for (int halving = 0; halving < Halvings; step /= 2, halving++)
        {
            bool isBetter = true;
            for (int turn = 0; turn < MostTurns && isBetter; turn++)
            {
                isBetter = false;
                foreach (Func<ShadowCast, ShadowCast> move in Moves(step))
                {
                    FoundCast next = best;
                    while (move(next.Cast) is ShadowCast cast && IsPossible(cast) && Weigh(evidence, cast, best.Scale, isDark) is FoundCast moved && moved.Value > next.Value)
                    {
                        (next, isBetter) = (moved, true);
                    }

                    best = next;
                }
            }
        }

        return best;
    }

    private static FoundCast Weigh(ShadowEvidence evidence, ShadowCast cast, int scale, bool isDark) =>
        new(cast, scale, evidence.Weigh(cast, scale).For(isDark) - OddnessOf(cast));

    private static double OddnessOf(ShadowCast cast)
    {
        double slide = cast.Fall == 1 ? 0 : Square(cast.SlideX / UsualSlide) + Square(cast.SlideY / UsualSlide);
        return OddCost * (Square(cast.Spread / UsualSpread) + Square(cast.Bend / UsualBend) + slide);
    }

    private static IEnumerable<Func<ShadowCast, ShadowCast>> Moves(double step)
    {
        foreach (double side in (double[])[-step, step])
        {
            yield return cast => cast with { Fall = cast.Fall + (0.04 * side) };
            yield return cast => cast with { Fall = cast.Fall + (0.04 * side), Shear = cast.Shear - (0.04 * side) };
            yield return cast => cast with { Shear = cast.Shear + (0.06 * side) };
            yield return cast => cast with { Shear = cast.Shear + (0.06 * side), Bend = cast.Bend - (0.06 * side) };
            yield return cast => cast with { Bend = cast.Bend + (0.06 * side) };
            yield return cast => cast with { Spread = cast.Spread + (0.08 * side) };
            yield return cast => cast with { SlideX = cast.SlideX + (0.02 * side) };
            yield return cast => cast with { SlideY = cast.SlideY + (0.02 * side) };
        }
    }

    private static bool IsPossible(ShadowCast cast) => Math.Abs(cast.Fall) is >= 0.1 and <= 1.1 && Math.Abs(cast.Shear) <= 2.2
        && cast.Spread is >= -0.4 and <= 0.6 && Math.Abs(cast.Bend) <= 0.3 && Math.Abs(cast.SlideX) <= 0.4 && Math.Abs(cast.SlideY) <= 0.4;

    private static bool IsFar(ShadowCast a, ShadowCast b) =>
        Math.Abs(a.Shear - b.Shear) > 0.25 || Math.Abs(a.Fall - b.Fall) > 0.12 || Math.Abs(a.SlideX - b.SlideX) > 0.1 || Math.Abs(a.SlideY - b.SlideY) > 0.1;

    // Upright objects on ground, then flat ones close to a surface.
    private static IEnumerable<ShadowCast> Grid()
    {
        for (double fall = 0.1; fall <= 0.91; fall += 0.05)
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

    private static double Square(double value) => value * value;
}
