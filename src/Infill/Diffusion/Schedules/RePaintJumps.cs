namespace Infill.Diffusion.Schedules;

/// <summary>How RePaint goes back in time: Lugmayr et al. 2022, section 4.2.</summary>
/// <param name="Length">Steps of one jump back, at least 1.</param>
/// <param name="Resamples">Times that each stretch is walked, at least 1; 1 never jumps.</param>
public sealed record RePaintJumps(int Length = 10, int Resamples = 10);
