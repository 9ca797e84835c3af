namespace Infill.Onnx.Weights;

/// <summary>Kinds of tensor elements that a safetensors file may hold. Infill computes with the three float kinds; the others are carried.</summary>
public enum TensorType
{
    /// <summary>IEEE 754, 32 bit.</summary>
    F32,

    /// <summary>IEEE 754, 16 bit.</summary>
    F16,

    /// <summary>The upper half of a 32-bit float.</summary>
    BF16,

    /// <summary>IEEE 754, 64 bit.</summary>
    F64,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned, 8 bit.</summary>
    U8,

    /// <summary>Signed, 8 bit.</summary>
    I8,

    /// <summary>Unsigned, 16 bit.</summary>
    U16,

    /// <summary>Signed, 16 bit.</summary>
    I16,

    /// <summary>Unsigned, 32 bit.</summary>
    U32,

    /// <summary>Signed, 32 bit.</summary>
    I32,

    /// <summary>Unsigned, 64 bit.</summary>
    U64,

    /// <summary>Signed, 64 bit.</summary>
    I64,

    /// <summary>8-bit float with 4 exponent and 3 mantissa bits.</summary>
    F8E4M3,

    /// <summary>8-bit float with 5 exponent and 2 mantissa bits.</summary>
    F8E5M2,
}
