namespace Infill.Onnx.Weights;

/// <summary>What safetensors calls the kinds of elements, and how wide they are.</summary>
internal static class TensorTypes
{
    /// <summary>Kind of a name in a header. Source: the format's list in safetensors 0.6; kinds narrower than a byte are not taken.</summary>
    public static TensorType? Parse(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("F32"u8) => TensorType.F32,
        _ when name.SequenceEqual("F16"u8) => TensorType.F16,
        _ when name.SequenceEqual("BF16"u8) => TensorType.BF16,
        _ when name.SequenceEqual("F64"u8) => TensorType.F64,
        _ when name.SequenceEqual("BOOL"u8) => TensorType.Bool,
        _ when name.SequenceEqual("U8"u8) => TensorType.U8,
        _ when name.SequenceEqual("I8"u8) => TensorType.I8,
        _ when name.SequenceEqual("U16"u8) => TensorType.U16,
        _ when name.SequenceEqual("I16"u8) => TensorType.I16,
        _ when name.SequenceEqual("U32"u8) => TensorType.U32,
        _ when name.SequenceEqual("I32"u8) => TensorType.I32,
        _ when name.SequenceEqual("U64"u8) => TensorType.U64,
        _ when name.SequenceEqual("I64"u8) => TensorType.I64,
        _ when name.SequenceEqual("F8_E4M3"u8) => TensorType.F8E4M3,
        _ when name.SequenceEqual("F8_E5M2"u8) => TensorType.F8E5M2,
        _ => null,
    };

    /// <summary>Bytes of one element.</summary>
    public static int Bytes(this TensorType type) => type switch
    {
        TensorType.F64 or TensorType.U64 or TensorType.I64 => 8,
        TensorType.F32 or TensorType.U32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.U16 or TensorType.I16 => 2,
        _ => 1,
    };

    /// <summary>True for the kinds that networks compute with: 32-bit, half and bfloat16.</summary>
    public static bool IsWeight(this TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16;
}
