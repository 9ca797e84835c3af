namespace Infill;

/// <summary>SHA-256 of pixels, lower-case hex: equal for equal pixels, whatever file they came from.</summary>
/// <param name="Input">Size, format and samples of the input.</param>
/// <param name="Mask">Size and values of the mask as given, before preparation.</param>
/// <param name="Exclude">The same of the exclusions, or null if there were none.</param>
/// <param name="Output">Size, format and samples of the result.</param>
public sealed record TraceHashes(string Input, string Mask, string? Exclude, string Output);
