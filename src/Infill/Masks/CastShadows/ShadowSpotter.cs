using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Looks for shadows in a whole picture, without knowing what throws them.</summary>
/// <remarks>Parts that are darker than the brighter half of their surroundings are taken at several thresholds; each is judged like the shadow of an
/// object: one step in light along its whole edge, shaded inside, lit outside. A dark grey thing on light grey ground passes too: look at
/// what was found, or name the object.</remarks>
public static class ShadowSpotter
{
    private const double SurroundingSigma = 24;
    private const double LeastShare = 0.002;
    private const double MostShare = 0.4;
    private const double LeastClearness = 3.2;
    private const double LeastEvidence = 60;
    private static readonly double[] Thresholds = [-0.2, -0.35, -0.5, -0.75];

    /// <summary>All shadows that stand out, as one mask; empty if none does.</summary>
    /// <param name="image">Any format; not modified.</param>
    public static Mask Find(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var whole = ShadowView.Of(image);
        float[] darkness = Darkness(whole.Log);
        var evidence = new ShadowEvidence(whole);
        var found = new List<(double Value, Mask Part, ShadowStep Step, ShadowView View)>();
        foreach (Mask part in Thresholds.SelectMany(threshold => Parts(darkness, whole.Log.Size, threshold)))
        {
            ShadowView view = whole.With(part);
            OutlineWeight edge = Weigh(evidence.With(view));
            (double inside, double outside) = ShadowRegion.Judge(view, part, edge.Typical);
            if (edge.Value >= LeastEvidence && Math.Min(inside, outside) >= LeastClearness)
            {
                found.Add((edge.Value * Math.Min(inside, outside), part, edge.Typical, view));
            }
        }

        var taken = new Mask(whole.Log.Size);
        var shadows = new Mask(image.Size, default);
        foreach ((_, Mask part, ShadowStep step, ShadowView view) in found.OrderByDescending(one => one.Value))
        {
            if (!Meets(taken, part))
            {
                taken = MaskCombine.Add(taken, part);
                (Mask region, _) = ShadowRegion.Fit(view, part, step);
                shadows = MaskCombine.Add(shadows, ShadowOutline.ToPicture(view, region, new Mask(image.Size, default)));
            }
        }

        return shadows;
    }

    // The part's own outline, at the scale that shows it best.
    private static OutlineWeight Weigh(ShadowEvidence evidence)
    {
        OutlineWeight[] edges = [.. Enumerable.Range(0, ShadowEvidence.Sigmas.Count).Select(scale => evidence.Weigh(new ShadowCast(0, 1), scale))];
        return edges.MaxBy(edge => edge.For(isDark: true)) is { Typical.Light: < 0 } best ? best : OutlineWeight.None;
    }

    // How much darker than the brighter half of what lies around.
    private static float[] Darkness(FloatImage log)
    {
        float[] light = log.Plane(3).ToArray();
        float[] around = Gaussian.Blur(light, log.Size, SurroundingSigma);
        float[] isBright = [.. light.Select((value, i) => value >= around[i] ? 1f : 0f)];
        float[] bright = Gaussian.BlurKnown(light, isBright, log.Size, SurroundingSigma);
        return Gaussian.Blur([.. light.Select((value, i) => value - bright[i])], log.Size, 1);
    }

    private static IEnumerable<Mask> Parts(float[] darkness, PixelSize size, double threshold)
    {
        var dark = new Mask(size);
        for (int i = 0; i < darkness.Length; i++)
        {
            dark.Values[i] = darkness[i] < threshold ? 1f : 0f;
        }

        return MaskComponents.Find(dark)
            .Where(part => part.PixelCount >= LeastShare * size.Area && part.PixelCount <= MostShare * size.Area)
            .Select(part => part.Cut(dark));
    }

    private static bool Meets(Mask taken, Mask part)
    {
        PixelRect window = part.FindBounds();
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                if (taken[x, y] > 0 && part[x, y] > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
