namespace Infill.Diffusion.Schedules;

/// <summary>Noise level on which the last step of a σ-based sampler ends.</summary>
public enum FinalSigma
{
    /// <summary>σ = 0.</summary>
    Zero,

    /// <summary>The level of training step 0 (of the last level, for Karras and exponential levels of the solvers).</summary>
    SigmaMin,
}
