namespace Infill.Onnx.Store.Catalog;

/// <summary>A file whose content is known.</summary>
/// <param name="Path">Name in its package.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of the content.</param>
public sealed record CatalogFile(string Path, long Size, string Sha256);
