namespace Infill.Onnx.Guards;

/// <summary>Kinds of tensor elements by ONNX's numbers (TensorProto.DataType).</summary>
/// <remarks>Source: onnx/onnx.proto3, ONNX 1.20.</remarks>
internal static class TensorKind
{
    private const int Text = 8;

    private static readonly (string Name, int Bits)[] Kinds =
    [
        ("nothing", 0), ("float", 32), ("uint8", 8), ("int8", 8), ("uint16", 16), ("int16", 16), ("int32", 32), ("int64", 64), ("string", 0),
        ("bool", 8), ("float16", 16), ("double", 64), ("uint32", 32), ("uint64", 64), ("complex64", 64), ("complex128", 128), ("bfloat16", 16),
        ("float8e4m3fn", 8), ("float8e4m3fnuz", 8), ("float8e5m2", 8), ("float8e5m2fnuz", 8), ("uint4", 4), ("int4", 4), ("float4e2m1", 4),
        ("float8e8m0", 8), ("uint2", 2), ("int2", 2),
    ];

    /// <summary>"float"; "type 99" for a number that is not known.</summary>
    public static string NameOf(int type) => type >= 0 && type < Kinds.Length ? Kinds[type].Name : $"type {type}";

    /// <summary>True if the number stands for something that a tensor may hold.</summary>
    public static bool IsKnown(int type) => type > 0 && type < Kinds.Length;

    /// <summary>Bytes that so many elements take; null for texts, which have no fixed size.</summary>
    /// <exception cref="OverflowException">More than 2⁶³ bytes.</exception>
    public static long? SizeOf(int type, long elements) => type == Text ? null : checked((long)((((UInt128)(ulong)elements * (uint)Kinds[type].Bits) + 7) / 8));
}
