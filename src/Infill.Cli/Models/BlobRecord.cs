using Infill.Onnx.Store;

namespace Infill.Cli.Models;

/// <summary>One content that was read again.</summary>
/// <param name="Model">Name of the model that it belongs to.</param>
/// <param name="Blob">Its name, which is its hash; for a file that is no link, its SHA-256.</param>
/// <param name="Files">Files that lead to it; none if no revision uses it.</param>
/// <param name="State">Whole, damaged (and put aside), missing, or unknown if there is no hash to compare.</param>
/// <param name="PutAside">Where a damaged one was moved; absent for others.</param>
internal sealed record BlobRecord(string Model, string Blob, IReadOnlyList<string> Files, BlobState State, string? PutAside);
