using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>A denoiser D(x; σ) in the sense of Karras et al. 2022: the estimate of the clean picture behind x = α·clean + σ·n.</summary>
/// <remarks>Their α is 1; the level carries both, so that samplers whose state keeps unit variance, and models whose first level holds
/// noise only (α = 0), need no detour through an infinite σ.
/// One instance serves one run and may carry state from call to call (the patch denoiser keeps its offset field),
/// so calls come in the sampler's order and an instance is never shared between runs.</remarks>
public interface IDenoiser
{
    /// <summary>Estimates the clean picture.</summary>
    /// <param name="x">Noisy state, C×H×W in the denoiser's own feature space. Not modified.</param>
    /// <param name="at">Noise level of <paramref name="x"/>, and how far the run is.</param>
    /// <param name="cancellationToken">Checked at least once per call.</param>
    /// <returns>A new picture of the same shape.</returns>
    FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken);
}
