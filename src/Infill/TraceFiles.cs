namespace Infill;

/// <summary>Paths of a run's files, as they were given.</summary>
/// <param name="Input">The picture.</param>
/// <param name="Mask">The mask's file or expression.</param>
/// <param name="Exclude">The exclusion's file or expression, or null.</param>
/// <param name="Output">Where the result was written, or null if it was not.</param>
public sealed record TraceFiles(string Input, string Mask, string? Exclude, string? Output);
