namespace Infill.Onnx.Store.Lint;

/// <summary>One file of weights.</summary>
/// <param name="Name">Name in the model, or the file's own.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of the content, to compare with what a publisher names.</param>
public sealed record LintFile(string Name, long Size, string Sha256);
