using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Fits the shadow's region to the picture: the fitted outline is where it starts, the ground decides.</summary>
/// <remarks>Chan and Vese's two-region model with local means (Lankton and Tannenbaum, "Localizing Region-Based Active Contours", 2008), in
/// logarithmic light, where the second mean is the first plus one step for the whole shadow. Solved by threshold dynamics (Merriman, Bence
/// and Osher 1992): evidence, distance to the start and the region's own blur are added up, and the sign decides. On rough texture evidence
/// is weak, and the outline stays as it was fitted.</remarks>
internal static class ShadowRegion
{
    private const int ReachPx = 30;
    private const int Rounds = 5;
    private const double MeanSigma = 9;
    private const double EvidenceSigma = 1.2;
    private const double SmoothSigma = 1.5;
    private const double SmoothWeight = 3;
    private const double PixelsPerUnit = 4;
    private const double MostInside = 3;
    private const double Degrees = 3;

    // The edge itself is neither lit nor shaded; what lies far outside is nobody's shadow.
    private const float EdgeUnits = 0.3f;
    private const float NearUnits = 2.5f;
    private const double MostPerPixel = 5;

    // Rough ground is rough over several pixels: the blur of the evidence does not average it away.
    private const double SmoothScatter = 0.12;

    /// <summary>The region after the fit.</summary>
    /// <param name="view">The ground.</param>
    /// <param name="start">Of the view's size, hard; the object does not matter.</param>
    /// <param name="step">Typical step from outside to inside.</param>
    /// <returns>Hard, of the view's size; empty if nothing of the start is left.</returns>
    public static (Mask Region, ShadowStep Step) Fit(ShadowView view, Mask start, ShadowStep step)
    {
        PixelRect bounds = start.FindBounds();
        if (bounds.IsEmpty)
        {
            return (start, step);
        }

        PixelRect window = bounds.Inflate(ReachPx).Intersect(view.Log.Size.Bounds);
        var ground = new GroundPatch(view, window);
        float[] prior = Prior(start.Crop(window));
        bool[] inside = [.. prior.Select((value, i) => value > 0 && ground.IsGround[i])];
        for (int round = 0; round < Rounds; round++)
        {
            FloatImage lit = ground.LitMeans(inside, MeanSigma);
            (ShadowStep typical, ShadowStep scatter) = ground.Measure(inside, lit, step);
            step = typical;
            inside = Decide(ground, inside, prior, ground.Evidence(lit, typical, scatter, Degrees), scatter.Light);
        }

        return (ToMask(view, window, Attached(inside, prior, window.Size)), step);
    }

    /// <summary>How clearly ground inside the outline is shaded and ground outside is lit, each −5 … 5 in the mean.</summary>
    /// <param name="view">The ground.</param>
    /// <param name="start">The supposed shadow, of the view's size.</param>
    /// <param name="step">Typical step from outside to inside.</param>
    public static (double Inside, double Outside) Judge(ShadowView view, Mask start, ShadowStep step)
    {
        PixelRect window = start.FindBounds().Inflate(ReachPx).Intersect(view.Log.Size.Bounds);
        if (window.IsEmpty)
        {
            return (0, 0);
        }

        var ground = new GroundPatch(view, window);
        float[] prior = Prior(start.Crop(window));
        bool[] inside = [.. prior.Select((value, i) => value > 0 && ground.IsGround[i])];
        bool[] shaded = [.. prior.Select((value, i) => value > -EdgeUnits && ground.IsGround[i])];
        FloatImage lit = ground.LitMeans(shaded, MeanSigma);
        (ShadowStep typical, ShadowStep scatter) = ground.Measure(inside, lit, step);
        float[] evidence = ground.Evidence(lit, typical, scatter, Degrees);
        double Mean(int sign, Func<float, bool> isThere) => evidence
            .Where((_, i) => ground.IsGround[i] && isThere(prior[i]))
            .Select(value => sign * Math.Clamp((double)value, -MostPerPixel, MostPerPixel)).DefaultIfEmpty(0).Average();
        return (Mean(1, value => value > EdgeUnits), Mean(-1, value => value is < -EdgeUnits and > -NearUnits));
    }

    private static bool[] Decide(GroundPatch ground, bool[] inside, float[] prior, float[] evidence, double scatterLight)
    {
        float[] region = [.. inside.Select(value => value ? 1f : 0f)];
        float[] blurred = Gaussian.Blur(region, ground.Size, SmoothSigma);
        float trust = (float)Math.Min(1, SmoothScatter / scatterLight);
        float[] smooth = Gaussian.BlurKnown(evidence, ground.Weights, ground.Size, EvidenceSigma);
        bool[] next = new bool[inside.Length];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = ground.IsGround[i] && (trust * smooth[i]) + prior[i] + (SmoothWeight * ((2 * blurred[i]) - 1)) > 0;
        }

        return next;
    }

    // Positive inside the start, negative outside, in units of a few pixels.
    private static float[] Prior(Mask start)
    {
        var outside = new Mask(start.Size);
        for (int i = 0; i < start.Values.Length; i++)
        {
            outside.Values[i] = start.Values[i] >= MaskGrow.HardValue ? 0f : 1f;
        }

        float[] toOutside = DistanceTransform.ToKept(start), toInside = DistanceTransform.ToKept(outside);
        return [.. toOutside.Select((deep, i) => (float)(deep > 0 ? Math.Min(MostInside, deep / PixelsPerUnit) : -Math.Min(ReachPx, toInside[i]) / PixelsPerUnit))];
    }

    // Blots that the start does not touch are not the shadow.
    private static Mask Attached(bool[] inside, float[] prior, PixelSize size)
    {
        var region = new Mask(size);
        for (int i = 0; i < inside.Length; i++)
        {
            region.Values[i] = inside[i] ? 1f : 0f;
        }

        var attached = new Mask(size);
        foreach (MaskComponent part in MaskComponents.Find(region))
        {
            int common = part.Runs().Sum(run => Enumerable.Range(run.X, run.Length).Count(x => prior[(run.Y * size.Width) + x] > 0));
            if (common >= part.PixelCount / 4)
            {
                foreach (PixelRun run in part.Runs())
                {
                    attached.WindowRow(run.Y).Slice(run.X, run.Length).Fill(1f);
                }
            }
        }

        return attached;
    }

    private static Mask ToMask(ShadowView view, PixelRect window, Mask part)
    {
        var mask = new Mask(view.Log.Size, window);
        part.Values.CopyTo(mask.Values, 0);
        return mask;
    }
}
