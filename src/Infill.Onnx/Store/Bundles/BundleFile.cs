namespace Infill.Onnx.Store.Bundles;

/// <summary>One file in a bundle's manifest.</summary>
/// <param name="Name">Name in the model, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content.</param>
/// <param name="Blob">What the cache calls the content, so that other tools find it under their own name; may be the same.</param>
internal sealed record BundleFile(string Name, long Size, string Sha256, string Blob);
