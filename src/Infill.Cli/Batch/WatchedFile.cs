namespace Infill.Cli.Batch;

/// <summary>What a watch knows of a picture.</summary>
/// <param name="File">The picture.</param>
/// <param name="Stamp">Length and time of picture and mask when last looked at.</param>
/// <param name="IsGiven">True once it was handed on as it is now.</param>
internal sealed record WatchedFile(Inputs.InputFile File, string Stamp, bool IsGiven);
