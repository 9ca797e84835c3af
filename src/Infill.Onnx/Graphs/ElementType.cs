namespace Infill.Onnx.Graphs;

/// <summary>Kinds of tensor elements; the numbers are those of ONNX's TensorProto.DataType.</summary>
internal enum ElementType
{
    /// <summary>32-bit float.</summary>
    Float = 1,

    /// <summary>Byte.</summary>
    UInt8 = 2,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,

    /// <summary>16-bit float of IEEE 754.</summary>
    Float16 = 10,

    /// <summary>The upper half of a 32-bit float.</summary>
    BFloat16 = 16,
}
