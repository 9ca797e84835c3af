using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>Loops that turn a denoiser into a generator.</summary>
public static class Samplers
{
    /// <summary>Stochastic multistep sampling: x ← D(x + σ_t·n_t; σ_t) for falling σ_t.</summary>
    /// <param name="denoiser">The denoiser, already constrained to what is known.</param>
    /// <param name="start">First clean guess. Not modified.</param>
    /// <param name="sigmas">Noise levels, highest first; the last is usually 0.</param>
    /// <param name="noise">Source of n_t and its share per channel.</param>
    /// <param name="cancellationToken">Passed to every call.</param>
    /// <returns>The last clean estimate.</returns>
    /// <remarks>Song et al. 2023, "Consistency Models", algorithm 1 (with the unclipped noise level): every step
    /// re-noises the clean estimate completely, so nothing of an earlier n_t survives but what the denoiser chose because of it.</remarks>
    public static FloatImage Stochastic(
        IDenoiser denoiser, FloatImage start, ReadOnlySpan<float> sigmas, ChannelNoise noise, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(denoiser);
        ArgumentNullException.ThrowIfNull(noise);
        FloatImage x = start;
        for (int t = 0; t < sigmas.Length; t++)
        {
            FloatImage noisy = noise.Source.AddTo(x, sigmas[t], t, noise.ChannelScale.Span);
            x = denoiser.Denoise(noisy, sigmas[t], cancellationToken);
        }

        return x;
    }
}
