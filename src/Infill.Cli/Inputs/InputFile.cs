namespace Infill.Cli.Inputs;

/// <summary>One picture that the user's expressions name.</summary>
/// <param name="Path">Path to open, and to say: made of what the user wrote.</param>
/// <param name="Relative">Path below the folder or the fixed part of the pattern, with forward slashes and never with "..": the
/// place that an output takes below its own folder. Of a file that was named itself, its name.</param>
internal sealed record InputFile(string Path, string Relative);
