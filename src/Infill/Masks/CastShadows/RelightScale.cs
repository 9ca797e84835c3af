using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>The edges in the light of some ground at one scale, and how likely a supposed shadow makes them.</summary>
/// <remarks>A residual r of ∇ln light, three channels, weighs u·t·√(rᵀPr): Laplace's law, as natural gradients have heavy tails. P is the inverse of the
/// ground's own scatter, so that edges of another colour say little; t falls with the roughness nearby, so that even ground decides, and on
/// dark ground, whose light is rounded; u makes nats of it: one over the mean deviation, for as many samples as are independent.</remarks>
internal sealed class RelightScale
{
    private const float Floor = 0.0005f;
    private const float HalfTrust = 0.01f;
    private const float WhollyGround = 0.97f;
    private const double TextureSigma = 5;

    // Of ln; even ground that shows none still has some.
    private const double LeastScatter = 0.01;

    // Of the variance in light: so much colour may change in a shadow's edge although the ground's own never does.
    private const double ColorShare = 0.1;

    // Of the median roughness: nothing is so even that it decides alone.
    private const float LeastRoughness = 0.3f;

    // Deviations; below, ground is as even as samples can say.
    private const float Even = 0.05f;

    // Changes of depth below this are no edge of a shadow.
    private const float LeastSlope = 1e-4f;

    private readonly PixelSize _size;
    private readonly float[] _isGround;
    private readonly Dictionary<double, float[]> _grounds = [];
    private readonly double _sigma;
    private readonly int[] _band;
    private readonly float[][] _across;
    private readonly float[][] _down;
    private readonly float[] _trust;
    private readonly float[] _weights;
    private readonly double[] _precision = new double[6];
    private double _unit;

    /// <summary>Measures the edges.</summary>
    /// <param name="light">Linear light of red, green and blue.</param>
    /// <param name="isGround">Share of ground in each pixel.</param>
    /// <param name="isNear">What counts; pixels that are not wholly ground never do.</param>
    /// <param name="size">Of all planes.</param>
    /// <param name="sigma">Of the blur, in pixels.</param>
    public RelightScale(float[][] light, float[] isGround, bool[] isNear, PixelSize size, double sigma)
    {
        (_size, _sigma, _isGround) = (size, sigma, isGround);
        int width = size.Width;
        float[] seen = Gaussian.Blur(isGround, size, sigma);
        float[][] soft = [.. light.Select(plane => Gaussian.BlurKnown(plane, isGround, size, sigma))];
        float[][] log = [.. soft.Select(plane => plane.Select(value => MathF.Log(MathF.Max(0, value) + Floor)).ToArray())];
        _band =
        [
            .. Enumerable.Range(0, isNear.Length).Where(i => isNear[i] && (i % width) + 1 < width && (i / width) + 1 < size.Height
                && seen[i] > WhollyGround && seen[i + 1] > WhollyGround && seen[i + width] > WhollyGround),
        ];
        _across = [.. log.Select(plane => _band.Select(i => plane[i + 1] - plane[i]).ToArray())];
        _down = [.. log.Select(plane => _band.Select(i => plane[i + width] - plane[i]).ToArray())];
        _trust = [.. _band.Select(i => MathF.Sqrt(soft.Average(plane => MathF.Max(0, plane[i]) / (MathF.Max(0, plane[i]) + HalfTrust))))];
        _weights = new float[_band.Length];
        Settle(new float[size.Area], 0);
    }

    /// <summary>Pixels that count.</summary>
    public int Counted => _band.Length;

    /// <summary>Depth as the blurred light sees it, drawn as <see cref="ShadowDepth.Draw"/> does.</summary>
    /// <param name="distance">To the outline in grid pixels, negative outside.</param>
    /// <param name="place">Distance at which the edge lies: positive is inside the outline.</param>
    /// <param name="sigma">Softness in grid pixels.</param>
    public float[] Depth(float[] distance, double place, double sigma)
    {
        double own = Math.Min(Math.Sqrt((sigma * sigma) + (_sigma * _sigma)), Gaussian.MaxSigma);
        float edge = (float)place - 0.5f;
        float[] hard = new float[distance.Length];
        for (int i = 0; i < hard.Length; i++)
        {
            hard[i] = _isGround[i] * Math.Clamp(distance[i] - edge, 0f, 1f);
        }

        // The ground is the same for every place.
        if (!_grounds.TryGetValue(own, out float[]? ground))
        {
            ground = Gaussian.Blur(_isGround, _size, own);
            _grounds.Add(own, ground);
        }

        float[] depth = Gaussian.Blur(hard, _size, own);
        for (int i = 0; i < depth.Length; i++)
        {
            depth[i] = ground[i] > 1e-12f ? depth[i] / ground[i] : 0;
        }

        return depth;
    }

    /// <summary>Measures scatter and roughness of the ground anew, without a shadow.</summary>
    /// <param name="depth">The shadow's depth, 0…1.</param>
    /// <param name="step">ln of the light that is left in it.</param>
    public void Settle(float[] depth, double step)
    {
        double[] all = [step, step, step];
        double[] scatter = Scatter(depth, all);
        Invert(scatter);
        float[] rough = new float[_band.Length];
        float[][] factors = Factors(depth, all);
        for (int n = 0; n < rough.Length; n++)
        {
            rough[n] = Norm(Residual(factors, n, 1, _across)) + Norm(Residual(factors, n, _size.Width, _down));
        }

        Weigh(rough);
    }

    /// <summary>Log-likelihood of a shadow over that of none, in nats.</summary>
    /// <param name="depth">As <see cref="Depth"/> gives it.</param>
    /// <param name="steps">ln of the light that is left, of red, green and blue, at most 0.</param>
    public double Gain(float[] depth, IReadOnlyList<double> steps)
    {
        float[][] factors = Factors(depth, steps);
        double sum = 0;
        for (int n = 0; n < _band.Length; n++)
        {
            int i = _band[n];
            sum += _weights[n] * (Gain(factors, (n, i, i + 1), _across, depth) + Gain(factors, (n, i, i + _size.Width), _down, depth));
        }

        return sum * _unit;
    }

    private float Gain(float[][] factors, (int At, int From, int To) pair, float[][] slopes, float[] depth)
    {
        if (MathF.Abs(depth[pair.To] - depth[pair.From]) < LeastSlope)
        {
            return 0;
        }

        (float r, float g, float b) = (slopes[0][pair.At], slopes[1][pair.At], slopes[2][pair.At]);
        return Norm((r, g, b)) - Norm((
            r - factors[0][pair.To] + factors[0][pair.From],
            g - factors[1][pair.To] + factors[1][pair.From],
            b - factors[2][pair.To] + factors[2][pair.From]));
    }

    private (float Red, float Green, float Blue) Residual(float[][] factors, int n, int next, float[][] slopes)
    {
        int i = _band[n];
        return (slopes[0][n] - factors[0][i + next] + factors[0][i], slopes[1][n] - factors[1][i + next] + factors[1][i], slopes[2][n] - factors[2][i + next] + factors[2][i]);
    }

    private float Norm((float Red, float Green, float Blue) step)
    {
        double[] p = _precision;
        double square = (p[0] * step.Red * step.Red) + (p[1] * step.Green * step.Green) + (p[2] * step.Blue * step.Blue)
            + (2 * ((p[3] * step.Red * step.Green) + (p[4] * step.Red * step.Blue) + (p[5] * step.Green * step.Blue)));
        return MathF.Sqrt((float)Math.Max(0, square));
    }

    private static float[][] Factors(float[] depth, IReadOnlyList<double> steps)
    {
        var factors = new float[3][];
        for (int c = 0; c < 3; c++)
        {
            float dark = 1 - (float)Math.Exp(steps[c]);
            factors[c] = c > 0 && steps[c] == steps[c - 1] ? factors[c - 1] : FactorsOf(depth, dark);
        }

        return factors;
    }

    // Most of the ground lies outside, and much of the rest in the core.
    private static float[] FactorsOf(float[] depth, float dark)
    {
        float[] factors = new float[depth.Length];
        (float last, float of) = (0, 0);
        for (int i = 0; i < factors.Length; i++)
        {
            float value = depth[i];
            if (value > 0)
            {
                (last, of) = value == last ? (last, of) : (value, MathF.Log(1 - (value * dark)));
                factors[i] = of;
            }
        }

        return factors;
    }

    // Of light, red − green and green − blue, each step over its own length: one turn towards the scatter of a heavy-tailed law.
    private double[] Scatter(float[] depth, IReadOnlyList<double> steps)
    {
        float[][] factors = Factors(depth, steps);
        double[] sums = new double[6];
        double total = 0;
        for (int n = 0; n < _band.Length; n++)
        {
            foreach ((float r, float g, float b) in (ReadOnlySpan<(float, float, float)>)[Residual(factors, n, 1, _across), Residual(factors, n, _size.Width, _down)])
            {
                (double light, double warm, double cold) = ((r + g + b) / 3.0, r - g, g - b);
                double weight = 1 / (1e-4 + Math.Sqrt((light * light) + (warm * warm) + (cold * cold)));
                total += weight;
                (sums[0], sums[1], sums[2]) = (sums[0] + (weight * light * light), sums[1] + (weight * warm * warm), sums[2] + (weight * cold * cold));
                (sums[3], sums[4], sums[5]) = (sums[3] + (weight * light * warm), sums[4] + (weight * light * cold), sums[5] + (weight * warm * cold));
            }
        }

        double least = LeastScatter * LeastScatter;
        sums = [.. sums.Select(sum => sum / Math.Max(1e-12, total))];
        sums[0] += least;
        (sums[1], sums[2]) = (sums[1] + (0.3 * least) + (ColorShare * sums[0]), sums[2] + (0.3 * least) + (ColorShare * sums[0]));
        return sums;
    }

    // From the scatter of light and colours to the precision of red, green and blue.
    private void Invert(double[] c)
    {
        double[] cofactors =
        [
            (c[1] * c[2]) - (c[5] * c[5]), (c[0] * c[2]) - (c[4] * c[4]), (c[0] * c[1]) - (c[3] * c[3]),
            (c[4] * c[5]) - (c[3] * c[2]), (c[3] * c[5]) - (c[4] * c[1]), (c[3] * c[4]) - (c[0] * c[5]),
        ];
        double determinant = (c[0] * cofactors[0]) + (c[3] * cofactors[3]) + (c[4] * cofactors[4]);
        double[] p = [.. cofactors.Select(value => value / determinant)];
        (double l, double w, double k, double lw, double lk, double wk) = (p[0] / 9, p[1], p[2], p[3] / 3, p[4] / 3, p[5]);
        _precision[0] = l + w + (2 * lw);
        _precision[1] = l + w + k - (2 * lw) + (2 * lk) - (2 * wk);
        _precision[2] = l + k - (2 * lk);
        _precision[3] = l - w + lk + wk;
        _precision[4] = l + lw - lk - wk;
        _precision[5] = l - k - lw + wk;
    }

    private void Weigh(float[] rough)
    {
        float[] plane = new float[_size.Area], counts = new float[_size.Area];
        for (int n = 0; n < rough.Length; n++)
        {
            (plane[_band[n]], counts[_band[n]]) = (rough[n] / 2, 1f);
        }

        float[] around = Gaussian.BlurKnown(plane, counts, _size, TextureSigma);
        float[] near = [.. _band.Select(i => around[i])];
        float middle = MathF.Max(Even, near.Order().ElementAtOrDefault(near.Length / 2));
        (double sum, double total) = (0, 0);
        for (int n = 0; n < rough.Length; n++)
        {
            _weights[n] = _trust[n] * middle / (near[n] + (LeastRoughness * middle));
            (sum, total) = (sum + (_weights[n] * rough[n]), total + (2 * _weights[n]));
        }

        double deviation = Math.Max(Even, sum / Math.Max(1e-9, total));
        _unit = 1 / (Math.PI * deviation * _sigma * _sigma);
    }
}
