namespace Infill.Cli.Jobs;

/// <summary>An output that is in another's way.</summary>
/// <param name="Input">The picture whose output it is.</param>
/// <param name="Refusal">What is wrong.</param>
internal sealed record OutputConflict(string Input, CliException Refusal);
