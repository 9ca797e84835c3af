namespace Infill.Onnx.Guards;

/// <summary>A stored tensor whose bytes lie in a file beside the graph, as the graph says; nothing of it is checked against the file yet.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Location">File, relative to the graph's folder.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes, from the tensor's kind and shape.</param>
internal sealed record ExternalTensor(string Name, string Location, ulong Offset, ulong Length)
{
    /// <summary>True if the range lies in a file of so many bytes. Never offset + length: near 2⁶⁴ the sum wraps.</summary>
    public bool Fits(ulong fileLength) => Length <= fileLength && Offset <= fileLength - Length;
}
