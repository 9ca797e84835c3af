namespace Infill.Diffusion.Schedules;

/// <summary>ᾱ and σ of every training step, in single precision as networks were trained with them.</summary>
/// <remarks>ᾱ_t = Π_{s ≤ t} (1 − β_s), σ_t = √((1 − ᾱ_t)/ᾱ_t). The roundings are those of the reference, because 1 − ᾱ near t = 0 magnifies them.</remarks>
internal sealed class NoiseTable
{
    /// <summary>ᾱ that stands for 0 in samplers that divide by it: σ becomes 4096.</summary>
    private const float LeastAlphaBar = 1f / (1 << 24);

    private readonly float[] _betas;
    private readonly float[] _alphaBars;
    private readonly float[] _sigmas;

    /// <param name="options">Training noise.</param>
    /// <param name="isTerminalClamped">Keeps the last ᾱ above 0 under zero terminal signal.</param>
    public NoiseTable(BetaOptions options, bool isTerminalClamped)
    {
        _betas = Betas(options);
        if (options.HasZeroTerminalSnr)
        {
            _betas = ZeroTerminal(_betas);
        }

        _alphaBars = AlphaBars(_betas);
        if (options.HasZeroTerminalSnr && isTerminalClamped)
        {
            _alphaBars[^1] = LeastAlphaBar;
        }

        _sigmas = [.. _alphaBars.Select(a => MathF.Sqrt((1f - a) / a))];
    }

    /// <summary>Training steps T.</summary>
    public int Count => _alphaBars.Length;

    /// <summary>Smallest σ, that of step 0.</summary>
    public double SigmaMin => _sigmas[0];

    /// <summary>Largest σ, that of step T − 1.</summary>
    public double SigmaMax => _sigmas[^1];

    /// <summary>β of a training step.</summary>
    public double Beta(int timestep) => _betas[timestep];

    /// <summary>The variance-preserving level of a training step.</summary>
    public NoiseLevel Level(int timestep) => NoiseLevel.OfAlphaBar(_alphaBars[timestep], timestep);

    /// <summary>σ at a training step that may lie between two: linear between them, the nearest beyond the ends.</summary>
    public double Sigma(double timestep)
    {
        int low = Math.Clamp((int)Math.Floor(timestep), 0, Count - 1);
        int high = Math.Min(low + 1, Count - 1);
        double share = Math.Clamp(timestep - low, 0, 1);
        return _sigmas[low] + (share * ((double)_sigmas[high] - _sigmas[low]));
    }

    /// <summary>The training step of a σ: linear in ln σ between two, the nearest beyond the ends.</summary>
    public double Timestep(double sigma)
    {
        double log = Math.Log(Math.Max(sigma, 1e-10));
        int low = Array.FindLastIndex(_sigmas, s => log >= MathF.Log(s));
        low = Math.Clamp(low, 0, Math.Max(0, Count - 2));
        int high = Math.Min(low + 1, Count - 1);
        double logLow = MathF.Log(_sigmas[low]);
        double logHigh = MathF.Log(_sigmas[high]);
        double share = logLow == logHigh ? 0 : Math.Clamp((logLow - log) / (logLow - logHigh), 0, 1);
        return ((1 - share) * low) + (share * high);
    }

    /// <summary>Training steps whose λ = ln(α/σ) is at least <paramref name="lambdaMin"/>.</summary>
    public int CountAbove(double lambdaMin) => _sigmas.Count(sigma => -MathF.Log(sigma) >= lambdaMin);

    private static float[] Betas(BetaOptions options)
    {
        if (options.Trained is { } trained)
        {
            return [.. trained.Select(b => (float)b)];
        }

        int count = options.Timesteps;
        return options.Schedule switch
        {
            BetaSchedule.Linear => Line((float)options.Start, (float)options.End, count),
            BetaSchedule.ScaledLinear =>
                [.. Line((float)Math.Sqrt(options.Start), (float)Math.Sqrt(options.End), count).Select(root => root * root)],
            _ => [.. Enumerable.Range(0, count).Select(t => (float)Math.Min(1 - (Cosine(t + 1, count) / Cosine(t, count)), 0.999))],
        };
    }

    // From both ends towards the middle, as torch.linspace does.
    private static float[] Line(float start, float end, int count)
    {
        float pace = count == 1 ? 0 : (end - start) / (count - 1);
        return [.. Enumerable.Range(0, count).Select(t => t < count / 2 ? start + (pace * t) : end - (pace * (count - t - 1)))];
    }

    private static double Cosine(int t, int count)
    {
        double cosine = Math.Cos(((t / (double)count) + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    private static float[] ZeroTerminal(float[] betas)
    {
        float[] roots = [.. AlphaBars(betas).Select(MathF.Sqrt)];
        (float first, float last) = (roots[0], roots[^1]);
        float scale = first / (first - last);
        float[] bars = [.. roots.Select(root => (root - last) * scale).Select(root => root * root)];
        return [.. bars.Select((bar, t) => 1f - (t == 0 ? bar : bar / bars[t - 1]))];
    }

    private static float[] AlphaBars(float[] betas)
    {
        double product = 1;
        return [.. betas.Select(beta => (float)(product *= 1f - beta))];
    }
}
