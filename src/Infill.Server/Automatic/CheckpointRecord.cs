namespace Infill.Server.Automatic;

/// <summary>An engine as a checkpoint.</summary>
/// <param name="Title">Name to choose it by.</param>
/// <param name="ModelName">The same.</param>
/// <param name="Hash">None.</param>
/// <param name="Sha256">None.</param>
/// <param name="Filename">None: files of this machine are nobody's business.</param>
internal sealed record CheckpointRecord(string Title, string ModelName, string? Hash, string? Sha256, string Filename);
