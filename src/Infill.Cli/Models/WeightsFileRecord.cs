namespace Infill.Cli.Models;

/// <summary>One file of weights.</summary>
/// <param name="Name">Name in the model, or the file's own.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of the content.</param>
internal sealed record WeightsFileRecord(string Name, long Size, string Sha256);
