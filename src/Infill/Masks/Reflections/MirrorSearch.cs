namespace Infill.Masks.Reflections;

/// <summary>Finds where an object is most likely mirrored: everywhere coarsely, then finer around the best.</summary>
internal static class MirrorSearch
{
    private const int CoarseStep = 2;
    private const int Kept = 4;

    // Columns beside the object, so that its outline counts.
    private const int Margin = 3;

    // Over the object's height: an object seen from above touches the ground above its lowest point.
    private const double HighestRow = -0.15;
    private const double LowestRow = 0.08;
    private const double RowStep = 1.5;

    private static readonly double[] Tilts = [-0.12, -0.08, -0.04, 0, 0.04, 0.08, 0.12];
    private static readonly double[] Squeezes = [0.7, 0.8, 0.9, 1, 1.1];
    private static readonly double[] Fades = [0.2, 0.35, 0.6, 1.2, 4];
    private static readonly double[] CoarseFades = [0.35, 1.2];
    private static readonly double[] ChanceSqueezes = [0.85, 1];

    // Share of the ground below the object that a place beside it must show as well.
    private const double LeastSeen = 0.6;

    /// <summary>The likeliest mirror, however unlikely.</summary>
    public static MirrorGuess Find(ReflectionView view)
    {
        var found = new List<(MirrorGuess Guess, double Evidence)>();
        foreach (MirrorGuess one in Coarse(view))
        {
            Keep(found, (one, Weigh(view, one, CoarseStep)));
        }

        return found.Select(one => Refine(view, one.Guess)).MaxBy(one => one.Evidence).Guess;
    }

    /// <summary>The best of each place beside the object, where there can be no reflection: what chance does here.</summary>
    /// <remarks>Each is the best of a search of its own, as what was found is the best of one.</remarks>
    /// <param name="view">Object and ground.</param>
    /// <param name="best">What was found.</param>
    public static IReadOnlyList<double> Chances(ReflectionView view, MirrorGuess best)
    {
        double count = MirrorMatch.Of(view, best, CoarseStep).Count;
        var chances = new List<double>();
        foreach (int shift in Shifts(view))
        {
            (double most, double seen) = (double.MinValue, 0);
            foreach (MirrorGuess aside in Rows(view).SelectMany(row => ChanceSqueezes, (row, squeeze) => best with { Shift = shift, Line = new MirrorLine(row, best.Line.Tilt, squeeze) }))
            {
                var match = MirrorMatch.Of(view, aside, CoarseStep);
                (most, seen) = (Math.Max(most, match.Evidence(view) + aside.Usual(view)), Math.Max(seen, match.Count));
            }

            if (seen >= LeastSeen * count)
            {
                chances.Add(most);
            }
        }

        return chances;
    }

    private static double Weigh(ReflectionView view, MirrorGuess guess, int step) => MirrorMatch.Of(view, guess, step).Evidence(view) + guess.Usual(view);

    private static IEnumerable<int> Shifts(ReflectionView view)
    {
        int step = Math.Max(3, view.Object.Width / 5);
        for (int shift = view.Object.Width / 3; shift < view.Size.Width; shift += step)
        {
            yield return shift;
            yield return -shift;
        }
    }

    private static IEnumerable<double> Rows(ReflectionView view)
    {
        int height = view.Object.Height;
        for (double row = HighestRow * height; row <= LowestRow * height; row += RowStep)
        {
            yield return view.Object.Bottom + row;
        }
    }

    private static IEnumerable<MirrorGuess> Coarse(ReflectionView view)
    {
        foreach (double row in Rows(view))
        {
            foreach (double tilt in Tilts)
            {
                foreach (double squeeze in Squeezes)
                {
                    foreach (double fade in CoarseFades)
                    {
                        yield return new MirrorGuess(new MirrorLine(row, tilt, squeeze), fade, Math.Max(0, view.Object.X - Margin), Math.Min(view.Size.Width, view.Object.Right + Margin));
                    }
                }
            }
        }
    }

    private static (MirrorGuess Guess, double Evidence) Refine(ReflectionView view, MirrorGuess start)
    {
        (MirrorGuess Guess, double Evidence) best = (start, Weigh(view, start, 1));
        foreach ((double row, double tilt, double squeeze) in ((double, double, double)[])[(1, 0.02, 0.05), (0.5, 0.01, 0.02)])
        {
            for (bool isBetter = true; isBetter;)
            {
                isBetter = false;
                foreach (MirrorGuess next in Around(best.Guess, (row, tilt, squeeze)))
                {
                    double evidence = Weigh(view, next, 1);
                    if (evidence > best.Evidence + 1e-6)
                    {
                        (best, isBetter) = ((next, evidence), true);
                    }
                }
            }
        }

        return best;
    }

    private static IEnumerable<MirrorGuess> Around(MirrorGuess one, (double Row, double Tilt, double Squeeze) step)
    {
        MirrorLine line = one.Line;
        foreach (int sign in (int[])[-1, 1])
        {
            yield return one with { Line = line with { Row = line.Row + (sign * step.Row) } };
            yield return one with { Line = line with { Tilt = Math.Clamp(line.Tilt + (sign * step.Tilt), -0.2, 0.2) } };
            yield return one with { Line = line with { Squeeze = Math.Clamp(line.Squeeze + (sign * step.Squeeze), 0.6, 1.2) } };
        }

        foreach (double fade in Fades.Where(fade => fade != one.Fade))
        {
            yield return one with { Fade = fade };
        }
    }

    private static void Keep(List<(MirrorGuess Guess, double Evidence)> found, (MirrorGuess Guess, double Evidence) one)
    {
        if (found.Count == Kept && one.Evidence <= found[^1].Evidence)
        {
            return;
        }

        // One of each neighbourhood: near ones climb to the same place.
        int near = found.FindIndex(other => Math.Abs(other.Guess.Line.Row - one.Guess.Line.Row) <= 3 && Math.Abs(other.Guess.Line.Tilt - one.Guess.Line.Tilt) < 0.05);
        if (near >= 0)
        {
            if (found[near].Evidence < one.Evidence)
            {
                found[near] = one;
            }
        }
        else
        {
            found.Add(one);
        }

        found.Sort((a, b) => b.Evidence.CompareTo(a.Evidence));
        if (found.Count > Kept)
        {
            found.RemoveAt(Kept);
        }
    }
}
