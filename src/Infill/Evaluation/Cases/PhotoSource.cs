namespace Infill.Evaluation.Cases;

/// <summary>A folder with photos that a case file names.</summary>
/// <param name="Name">Name that cases use.</param>
/// <param name="Root">Absolute, or relative to the case file's folder.</param>
/// <param name="Package">Debian package that brings it; null if it comes with the case file.</param>
public sealed record PhotoSource(string Name, string Root, string? Package);
