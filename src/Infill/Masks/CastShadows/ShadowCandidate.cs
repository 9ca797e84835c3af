using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>One way of falling, with everything that speaks for it.</summary>
internal sealed record ShadowCandidate
{
    // Intersection over union from which two outlines are the same shadow.
    private const double MostCommon = 0.3;

    // From here on two are hardly to be told from each other.
    private const double MostAlike = 0.8;

    /// <summary>How it falls, and what its outline says.</summary>
    public required FoundCast Found { get; init; }

    /// <summary>Where it falls, of the view's size; the object is not left out.</summary>
    public required Mask Outline { get; init; }

    /// <summary>What the ground by itself makes of the outline; may be empty.</summary>
    public required Mask Fitted { get; init; }

    /// <summary>What is known of it, in the order of <see cref="ShadowMeasures.Names"/>.</summary>
    public required IReadOnlyList<double> Measures { get; init; }

    /// <summary>The likeliest ways of falling of an object, measured; the most evident first.</summary>
    /// <param name="view">The object and its surroundings.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<ShadowCandidate> Find(ShadowView view, int count)
    {
        var evidence = new ShadowEvidence(view);
        (IReadOnlyList<(FoundCast Found, Mask Outline)> drawn, double bright) = Draw(evidence, view, count);
        return
        [
            .. drawn.Select(one =>
            {
                List<EdgePoint> edge = evidence.Edge(one.Found.Cast, one.Found.Scale);
                ShadowStep step = ShadowEvidence.Typical(edge);
                Mask fitted = ShadowRegion.Fit(view, one.Outline, step).Region;
                double dark = drawn.Where(other => Common(one.Outline, other.Outline) < MostCommon).Select(other => other.Found.Value).DefaultIfEmpty(0).Max();
                return new ShadowCandidate
                {
                    Found = one.Found,
                    Outline = one.Outline,
                    Fitted = fitted,
                    Measures =
                    [
                        .. ShadowMeasures.OfOutline(one.Found, edge, (double)edge.Count / evidence.Points, (bright, dark)),
                        .. ShadowMeasures.OfRegion(view, one.Outline, fitted, step),
                        .. ShadowMeasures.OfRelighting(view, one.Outline, step),
                        Judge(view, one.Outline, fitted, step),
                    ],
                };
            }),
        ];
    }

    /// <summary>Outlines alone, with their steps, not measured.</summary>
    /// <param name="view">The object and its surroundings.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<(Mask Outline, ShadowStep Step)> Outlines(ShadowView view, int count)
    {
        var evidence = new ShadowEvidence(view);
        return [.. Draw(evidence, view, count).Drawn.Select(one => (one.Outline, ShadowEvidence.Typical(evidence.Edge(one.Found.Cast, one.Found.Scale))))];
    }

    private static (IReadOnlyList<(FoundCast Found, Mask Outline)> Drawn, double Bright) Draw(ShadowEvidence evidence, ShadowView view, int count)
    {
        (IReadOnlyList<FoundCast> shadows, double bright) = ShadowSearch.Find(evidence);
        var drawn = new List<(FoundCast Found, Mask Outline)>();
        foreach (FoundCast one in shadows)
        {
            Mask outline = ShadowOutline.Draw(view, one.Cast);
            if (drawn.Count < count && !outline.FindBounds().IsEmpty && drawn.TrueForAll(other => Common(other.Outline, outline) < MostAlike))
            {
                drawn.Add((one, outline));
            }
        }

        return (drawn, bright);
    }

    // The network's word, of the outline as it falls or of what the ground makes of it: the likelier counts.
    private static double Judge(ShadowView view, Mask outline, Mask fitted, ShadowStep step)
    {
        double LogOdds(Mask shape) => ShadowJudge.Default.LogOdds(ShadowPatch.Draw(view, shape, step.Light));
        return fitted.FindBounds().IsEmpty ? LogOdds(outline) : Math.Max(LogOdds(outline), LogOdds(fitted));
    }

    private static double Common(Mask first, Mask second)
    {
        (int common, int all) = (0, 0);
        for (int y = 0; y < first.Height; y++)
        {
            for (int x = 0; x < first.Width; x++)
            {
                (bool a, bool b) = (first[x, y] > 0, second[x, y] > 0);
                common += a && b ? 1 : 0;
                all += a || b ? 1 : 0;
            }
        }

        return (double)common / Math.Max(1, all);
    }
}
