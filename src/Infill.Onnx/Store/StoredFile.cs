namespace Infill.Onnx.Store;

/// <summary>One file of a stored revision.</summary>
/// <param name="Name">Name in the model, with forward slashes.</param>
/// <param name="Size">Bytes; 0 for a link to nothing.</param>
/// <param name="Blob">The content's hash, as the cache names it; null for a file that is no link to a blob.</param>
/// <param name="IsThere">False for a link to a blob that is gone or was put aside.</param>
public sealed record StoredFile(string Name, long Size, string? Blob, bool IsThere);
