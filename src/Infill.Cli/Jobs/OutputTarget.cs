namespace Infill.Cli.Jobs;

/// <summary>One output of a job.</summary>
/// <param name="Path">File to write.</param>
/// <param name="Seed">Seed of this fill.</param>
/// <param name="TraceFolder">Folder of its trace, or null.</param>
/// <param name="HeatMap">File for what is wrong where, or null.</param>
internal sealed record OutputTarget(string Path, int Seed, string? TraceFolder, string? HeatMap = null);
