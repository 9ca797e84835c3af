namespace Infill.Diffusion;

/// <summary>Where in a run a denoiser is asked.</summary>
/// <param name="Level">Noise level of the state.</param>
/// <param name="Index">Number of the evaluation, from 0. Runs that jump back (RePaint) count back too.</param>
/// <param name="Count">Evaluations of the run, jumps not counted.</param>
public readonly record struct DenoiseStep(NoiseLevel Level, int Index = 0, int Count = 1)
{
    /// <summary>Share of the run that is over when the step begins, 0–1, linear in steps.</summary>
    public double Progress => Index / (double)Count;
}
