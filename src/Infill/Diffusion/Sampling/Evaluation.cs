using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>One answer of the denoiser: what multistep samplers remember.</summary>
/// <param name="Step">Where it was asked.</param>
/// <param name="X">State that it was asked about (for UniPC, after the corrector).</param>
/// <param name="Estimate">Its answer.</param>
/// <param name="Clean">Its answer within the configured range; the same picture where there is none.</param>
internal sealed record Evaluation(PlanStep Step, FloatImage X, FloatImage Estimate, FloatImage Clean)
{
    /// <summary>(x − α·D)/σ, the noise that the answer implies. On Karras' σ it is the derivative dx/dσ.</summary>
    public FloatImage Noise() => Prediction.Noise(Clean, X, Step.At);
}
