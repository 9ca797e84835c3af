using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Conditioning;

/// <summary>Classifier-free guidance: leads away from what the unconditional denoiser says, towards the conditional one.</summary>
/// <remarks>D = D_u + g·(D_c − D_u) (Ho &amp; Salimans 2022, equation 6; the same in D as in the network's output o, because both are affine in each other).
/// Rescaling is of outputs: o ← φ·o·std(o_c)/std(o) + (1 − φ)·o (Lin et al. 2023, equations 15 and 16). An interval of σ: Kynkäänniemi et al. 2024.
/// Outside the interval, and at g ≤ 1, the unconditional denoiser is not asked.</remarks>
public sealed class Guidance : IDenoiser
{
    private readonly IDenoiser _conditional;
    private readonly IDenoiser _unconditional;
    private readonly PredictionType _prediction;
    private readonly GuidanceOptions _options;

    /// <summary>Leads a pair of denoisers.</summary>
    /// <param name="conditional">Knows the prompt.</param>
    /// <param name="unconditional">Knows the negative prompt, or nothing.</param>
    /// <param name="prediction">What their network gives; rescaling works on that.</param>
    /// <param name="options">Strength and interval.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Guidance(IDenoiser conditional, IDenoiser unconditional, PredictionType prediction, GuidanceOptions options)
    {
        ArgumentNullException.ThrowIfNull(conditional);
        ArgumentNullException.ThrowIfNull(unconditional);
        ArgumentNullException.ThrowIfNull(options);
        Require(options);
        (_conditional, _unconditional, _prediction, _options) = (conditional, unconditional, prediction, options);
    }

    /// <inheritdoc/>
    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        FloatImage conditional = _conditional.Denoise(x, at, cancellationToken);
        if (!IsLed(_options, at))
        {
            return conditional;
        }

        FloatImage unconditional = _unconditional.Denoise(x, at, cancellationToken);
        FloatImage led = LinearSum.Of((1, unconditional), (_options.Scale, conditional), (-_options.Scale, unconditional));
        return _options.Rescale > 0 ? Rescaled(led, conditional, x, at.Level) : led;
    }

    /// <summary>Whether a step asks both denoisers: what a run costs is known before it starts.</summary>
    /// <param name="options">Strength and interval.</param>
    /// <param name="at">The step.</param>
    public static bool IsLed(GuidanceOptions options, DenoiseStep at)
    {
        ArgumentNullException.ThrowIfNull(options);
        double ratio = at.Level.Ratio;
        return options.Scale > 1
            && at.Progress >= options.Begin && (at.Progress < options.End || options.End == 1)
            && ratio >= options.SigmaLow && ratio <= options.SigmaHigh;
    }

    private FloatImage Rescaled(FloatImage led, FloatImage conditional, FloatImage x, NoiseLevel level)
    {
        FloatImage output = Prediction.FromClean(led, x, level, _prediction);
        double deviation = Deviation(output);
        double wanted = Deviation(Prediction.FromClean(conditional, x, level, _prediction));
        double factor = deviation > 0 ? (_options.Rescale * wanted / deviation) + (1 - _options.Rescale) : 1;
        return Prediction.ToClean(LinearSum.Of((factor, output)), x, level, _prediction);
    }

    private static double Deviation(FloatImage image)
    {
        double mean = image.Values.Average(v => (double)v);
        return Math.Sqrt(image.Values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, image.Values.Length - 1));
    }

    private static void Require(GuidanceOptions options)
    {
        if (!double.IsFinite(options.Scale) || options.Scale < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"Guidance scale is {options.Scale}, must be a finite number of at least 0.");
        }

        if (!(options.Rescale >= 0 && options.Rescale <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"Guidance rescale is {options.Rescale}, must be 0 to 1.");
        }

        if (!(options.Begin >= 0 && options.Begin <= options.End && options.End <= 1) || !(options.SigmaLow <= options.SigmaHigh))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"The guidance interval is {options.Begin} to {options.End} of the run and σ {options.SigmaLow} to {options.SigmaHigh}; "
                + "the first must rise within 0 to 1, the second must not fall.");
        }
    }
}
