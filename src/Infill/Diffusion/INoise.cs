using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>Where a sampler's standard normal noise comes from.</summary>
/// <remarks>One instance serves one run: sequential sources (PyTorch's generators) give other numbers at every draw.</remarks>
public interface INoise
{
    /// <summary>Noise of mean 0 and variance 1 (or the source's own scale per channel) for one sampler step.</summary>
    /// <param name="channels">Planes of the noise.</param>
    /// <param name="size">Size of every plane.</param>
    /// <param name="index">Evaluation that the noise enters. Counter-based sources key on it, sequential ones ignore it.</param>
    FloatImage Draw(int channels, PixelSize size, int index);
}
