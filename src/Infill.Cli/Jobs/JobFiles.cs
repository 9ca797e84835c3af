namespace Infill.Cli.Jobs;

/// <summary>What one job reads and writes.</summary>
/// <param name="Source">Its picture and masks.</param>
/// <param name="Outputs">Files that it writes.</param>
internal sealed record JobFiles(SourceArguments Source, IReadOnlyList<string> Outputs);
