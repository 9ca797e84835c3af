namespace Infill.Onnx.Store;

/// <summary>How far a pull is.</summary>
/// <param name="File">The file that moved last.</param>
/// <param name="Bytes">Bytes of all files that are there.</param>
/// <param name="TotalBytes">Bytes of all files.</param>
/// <param name="Files">Files that are whole.</param>
/// <param name="TotalFiles">Files that the model needs, without those of equal content.</param>
public readonly record struct PullProgress(string File, long Bytes, long TotalBytes, int Files, int TotalFiles);
