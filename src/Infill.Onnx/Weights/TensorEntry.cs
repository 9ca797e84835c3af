namespace Infill.Onnx.Weights;

/// <summary>One line of a safetensors header, checked.</summary>
/// <param name="Name">As the file spells it.</param>
/// <param name="Type">Kind of its elements.</param>
/// <param name="Shape">Dimensions; none for a single number.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One after the last byte.</param>
internal readonly record struct TensorEntry(string Name, TensorType Type, long[] Shape, long Begin, long End);
