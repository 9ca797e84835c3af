namespace Infill.Onnx.Graphs;

/// <summary>A weight as a graph refers to it: bytes in a file beside the graph, or in memory.</summary>
/// <param name="Type">Kind of its elements.</param>
/// <param name="Dims">Its shape.</param>
/// <param name="Part">Where it lies in a file; null if <paramref name="Bytes"/> holds it.</param>
/// <param name="Bytes">Little-endian elements, for weights that exist in memory only.</param>
internal sealed record StoredTensor(ElementType Type, IReadOnlyList<long> Dims, FilePart? Part, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Bytes of one element.</summary>
    public int ElementBytes => Type switch
    {
        ElementType.Float => 4,
        ElementType.Int64 => 8,
        _ => 2,
    };

    /// <summary>"[320, 4, 3, 3]".</summary>
    public string ShapeText => $"[{string.Join(", ", Dims)}]";
}
