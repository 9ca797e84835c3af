namespace Infill.Masks.CastShadows;

/// <summary>A way of falling that the search ended at.</summary>
/// <param name="Cast">How it falls.</param>
/// <param name="Scale">Index into <see cref="ShadowEvidence.Sigmas"/> at which most speaks for it.</param>
/// <param name="Value">What its outline says for it, less what an odd shape costs.</param>
internal sealed record FoundCast(ShadowCast Cast, int Scale, double Value);
