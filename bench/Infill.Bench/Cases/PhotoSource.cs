namespace Infill.Bench.Cases;

/// <summary>A folder with photos.</summary>
/// <param name="Name">Name that cases use.</param>
/// <param name="Root">Absolute, or relative to the repository.</param>
/// <param name="Package">Debian package that brings it; null for the repository's own.</param>
internal sealed record PhotoSource(string Name, string Root, string? Package);
