namespace Infill.Cli.Streams;

/// <summary>A path and what the user calls its place.</summary>
/// <param name="Name">Such as "--output".</param>
/// <param name="Path">Path, "-", or null if the user gave none.</param>
internal sealed record NamedPath(string Name, string? Path);
