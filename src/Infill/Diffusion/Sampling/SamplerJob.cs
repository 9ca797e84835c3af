using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>What stays the same over a run.</summary>
/// <param name="Plan">Levels and rules.</param>
/// <param name="Denoiser">Asked once per planned step, in order; already guided and constrained.</param>
/// <param name="Noise">Source of the noise of stochastic samplers; drawn from only when one needs it.</param>
public sealed record SamplerJob(SamplingPlan Plan, IDenoiser Denoiser, INoise Noise)
{
    /// <summary>Called after every step with the state reached, for progress and previews; what it returns is the state to go on with,
    /// so it can also put known content back. Null changes nothing.</summary>
    public Func<SamplerState, FloatImage>? AfterStep { get; init; }
}
