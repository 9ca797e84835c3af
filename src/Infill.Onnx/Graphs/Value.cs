namespace Infill.Onnx.Graphs;

/// <summary>An edge of a graph: what one node gives and others take.</summary>
/// <param name="Name">Unique in its graph; empty stands for an optional input that is left out.</param>
internal readonly record struct Value(string Name)
{
    /// <summary>An optional input that is left out.</summary>
    public static Value None => new("");
}
