namespace Infill.Onnx.Graphs;

/// <summary>Bytes of a file beside a graph.</summary>
/// <param name="FileName">Bare name in the one folder that the runtime may read.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct FilePart(string FileName, long Offset, long Length);
