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

    /// <summary>Typical step into it.</summary>
    public required ShadowStep Step { get; init; }

    /// <summary>What is known of it, in the order of <see cref="ShadowMeasures.Names"/>.</summary>
    public required IReadOnlyList<double> Measures { get; init; }

    /// <summary>The likeliest ways of falling of an object, measured; the most evident first.</summary>
    /// <param name="view">The object and its surroundings.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<ShadowCandidate> Find(ShadowView view, int count)
    {
        var evidence = new ShadowEvidence(view);
        (IReadOnlyList<FoundCast> shadows, double bright) = ShadowSearch.Find(evidence);
        var found = new List<FoundCast>();
        var outlines = new List<Mask>();
        foreach (FoundCast one in shadows)
        {
            Mask outline = ShadowOutline.Draw(view, one.Cast);
            if (found.Count < count && outlines.TrueForAll(other => Common(other, outline) < MostAlike))
            {
                found.Add(one);
                outlines.Add(outline);
            }
        }

        return
        [
            .. found.Select((one, i) =>
            {
                List<EdgePoint> edge = evidence.Edge(one.Cast, one.Scale);
                ShadowStep step = ShadowEvidence.Typical(edge);
                double dark = found.Where((_, k) => Common(outlines[i], outlines[k]) < MostCommon).Select(other => other.Value).DefaultIfEmpty(0).Max();
                return new ShadowCandidate
                {
                    Found = one,
                    Outline = outlines[i],
                    Step = step,
                    Measures =
                    [
                        .. ShadowMeasures.OfOutline(one, edge, (double)edge.Count / evidence.Points, (bright, dark)),
                        .. ShadowMeasures.OfRegion(view, outlines[i], step),
                        .. ShadowMeasures.OfRelighting(view, outlines[i], step),
                    ],
                };
            }),
        ];
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
