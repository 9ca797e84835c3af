namespace Infill.Onnx.Store;

/// <summary>What a look at one content of the cache found.</summary>
/// <param name="Blob">Its name, which is its hash; for a copy that another tool made, its SHA-256.</param>
/// <param name="Files">Names in the model that lead to it; none if no revision uses it.</param>
/// <param name="Size">Bytes that were read.</param>
/// <param name="State">Whole, damaged, or not to be known.</param>
/// <param name="PutAside">Where a damaged one was moved; null for others.</param>
public sealed record BlobVerdict(string Blob, IReadOnlyList<string> Files, long Size, BlobState State, string? PutAside);
