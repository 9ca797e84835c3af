namespace Infill.Onnx.Store;

/// <summary>One file of a model: its name there, and the content that it has.</summary>
/// <param name="Name">Name in the model, with forward slashes; checked by <see cref="RelativeName"/>.</param>
/// <param name="Hash">Name of the blob: SHA-256, or git's name of it, in lower-case hex.</param>
/// <param name="Size">Bytes.</param>
internal sealed record BlobFile(string Name, string Hash, long Size);
