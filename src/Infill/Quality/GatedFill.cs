namespace Infill.Quality;

/// <summary>The best fill that was found, with what the gate says of it.</summary>
/// <param name="Request">The request that made it: with the seed, context, blend and engine that were kept.</param>
/// <param name="Result">Its result; the trace holds the verdict and everything that was tried.</param>
/// <param name="Verdict">What the gate says.</param>
public sealed record GatedFill(InpaintRequest Request, InpaintResult Result, FillVerdict Verdict);
