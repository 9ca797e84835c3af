using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>A denoiser D(x; σ) in the parameterisation of Karras et al. 2022: the estimate of the clean picture behind x = clean + σ·n.</summary>
/// <remarks>One instance serves one run and may carry state from call to call (the patch denoiser keeps its offset field),
/// so calls come in the sampler's order and an instance is never shared between runs.</remarks>
public interface IDenoiser
{
    /// <summary>Estimates the clean picture.</summary>
    /// <param name="x">Noisy state, C×H×W in the denoiser's own feature space. Not modified.</param>
    /// <param name="sigma">Noise level of <paramref name="x"/> in the units of its values, at least 0.</param>
    /// <param name="cancellationToken">Checked at least once per call.</param>
    /// <returns>A new picture of the same shape.</returns>
    FloatImage Denoise(FloatImage x, float sigma, CancellationToken cancellationToken);
}
