namespace Infill.Cli.Models;

/// <summary>One file of a stored model.</summary>
/// <param name="Name">Name in the model, with forward slashes.</param>
/// <param name="Size">Bytes; 0 if the content is gone.</param>
/// <param name="Blob">Hash of the content as the cache names it (SHA-256, or git's of small files); absent for files that other tools copied.</param>
/// <param name="IsThere">False if the content is gone or was put aside.</param>
internal sealed record ModelFileRecord(string Name, long Size, string? Blob, bool IsThere);
