namespace Infill.Engines.Patch;

/// <summary>What one level's refinement takes from the run.</summary>
/// <param name="NaturalDistance">d₀ of the level, in squared Lab units per pixel.</param>
/// <param name="Seed">Seed mixed with level and start.</param>
/// <param name="Parallel">Thread limit and cancellation.</param>
/// <param name="Progress">Told of every step.</param>
internal sealed record PatchRun(float NaturalDistance, uint Seed, ParallelOptions Parallel, PatchProgress Progress);
