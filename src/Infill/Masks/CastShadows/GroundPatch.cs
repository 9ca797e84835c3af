using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>A rectangle of the ground in logarithmic light, and what is lit and shaded in it.</summary>
internal sealed class GroundPatch
{
    // Light, red over green, blue over green.
    private readonly float[][] _planes;

    /// <summary>Cuts the rectangle out of a view.</summary>
    public GroundPatch(ShadowView view, PixelRect window)
    {
        Size = window.Size;
        IsGround = new bool[window.Area];
        _planes = [new float[window.Area], new float[window.Area], new float[window.Area]];
        for (int i = 0; i < IsGround.Length; i++)
        {
            (int x, int y) = (window.X + (i % window.Width), window.Y + (i / window.Width));
            IsGround[i] = view.Taken[x, y] == 0;
            float green = view.Log[1, x, y];
            (_planes[0][i], _planes[1][i], _planes[2][i]) = (view.Log[3, x, y], view.Log[0, x, y] - green, view.Log[2, x, y] - green);
        }

        Weights = [.. IsGround.Select(value => value ? 1f : 0f)];
    }

    /// <summary>Size of the rectangle.</summary>
    public PixelSize Size { get; }

    /// <summary>False on the object.</summary>
    public bool[] IsGround { get; }

    /// <summary>1 on the ground, 0 on the object.</summary>
    public float[] Weights { get; }

    /// <summary>Light, red and blue blurred, the object left out; new planes.</summary>
    /// <param name="sigma">In pixels.</param>
    public float[][] Blur(double sigma) => [.. _planes.Select(plane => Gaussian.BlurKnown(plane, Weights, Size, sigma))];

    /// <summary>Light less its own blur: what texture there is.</summary>
    /// <param name="sigma">Of the blur, in pixels.</param>
    public float[] Grain(double sigma)
    {
        float[] mean = Gaussian.BlurKnown(_planes[0], Weights, Size, sigma);
        return [.. _planes[0].Zip(mean, (value, around) => value - around)];
    }

    /// <summary>How far each pixel is from lit ground.</summary>
    /// <param name="lit">Means of lit ground.</param>
    public ShadowStep[] Offsets(FloatImage lit) => [.. Enumerable.Range(0, IsGround.Length).Select(i => StepAt(lit, i))];

    /// <summary>Local means of what is lit, everywhere: the nearest lit ground counts most.</summary>
    /// <param name="shaded">The shadow.</param>
    /// <param name="sigma">Of the mean, in pixels; twice of it where nothing is near.</param>
    public FloatImage LitMeans(bool[] shaded, double sigma)
    {
        float[] lit = [.. IsGround.Select((value, i) => value && !shaded[i] ? 1f : 0f)];
        float[] near = Gaussian.Blur(lit, Size, sigma);
        var means = new FloatImage(3, Size);
        for (int c = 0; c < means.Channels; c++)
        {
            float[] close = Gaussian.BlurKnown(_planes[c], lit, Size, sigma), far = Gaussian.BlurKnown(_planes[c], lit, Size, 2 * sigma);
            Span<float> plane = means.Plane(c);
            for (int i = 0; i < plane.Length; i++)
            {
                float trust = Math.Min(1f, near[i] / 0.1f);
                plane[i] = (trust * close[i]) + ((1 - trust) * far[i]);
            }
        }

        return means;
    }

    /// <summary>The typical step into the shadow, and the scatter of lit ground around its means.</summary>
    /// <param name="shaded">The shadow.</param>
    /// <param name="lit">Means of lit ground.</param>
    /// <param name="otherwise">The step if there is hardly any shadow.</param>
    public (ShadowStep Step, ShadowStep Scatter) Measure(bool[] shaded, FloatImage lit, ShadowStep otherwise)
    {
        var steps = new List<ShadowStep>();
        var noise = new List<ShadowStep>();
        for (int i = 0; i < shaded.Length; i++)
        {
            if (IsGround[i])
            {
                (shaded[i] ? steps : noise).Add(StepAt(lit, i));
            }
        }

        return (steps.Count < 20 ? otherwise : ShadowEvidence.Typical(steps), ShadowStep.Scatter(noise));
    }

    /// <summary>For each pixel how much it speaks for the shadow; 0 on the object.</summary>
    public float[] Evidence(FloatImage lit, ShadowStep step, ShadowStep scatter, double degrees)
    {
        float[] evidence = new float[IsGround.Length];
        for (int i = 0; i < evidence.Length; i++)
        {
            evidence[i] = IsGround[i] ? (float)StepAt(lit, i).Favours(step, scatter, degrees) : 0f;
        }

        return evidence;
    }

    private ShadowStep StepAt(FloatImage lit, int i) =>
        new(_planes[0][i] - lit.Plane(0)[i], _planes[1][i] - lit.Plane(1)[i], _planes[2][i] - lit.Plane(2)[i]);
}
