using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Infill.Onnx.Weights;

/// <summary>Stored elements as the numbers they mean.</summary>
public static class TensorValues
{
    /// <summary>All elements as 32-bit floats; exact for every kind that <see cref="TensorType"/> calls a float, but for F64.</summary>
    /// <exception cref="ModelException">The kind holds no numbers that Infill computes with, or there are too many.</exception>
    public static float[] ToFloats(WeightTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ReadOnlySpan<byte> bytes = tensor.Bytes;
        float[] values = new float[checked((int)tensor.Count)];
        switch (tensor.Type)
        {
            case TensorType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            case TensorType.F16:
                Convert(bytes, values, 2, static b => (float)BinaryPrimitives.ReadHalfLittleEndian(b));
                break;
            case TensorType.BF16:
                Convert(bytes, values, 2, static b => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(b) << 16));
                break;
            case TensorType.F64:
                Convert(bytes, values, 8, static b => (float)BinaryPrimitives.ReadDoubleLittleEndian(b));
                break;
            case TensorType.I64:
                Convert(bytes, values, 8, static b => BinaryPrimitives.ReadInt64LittleEndian(b));
                break;
            case TensorType.I32:
                Convert(bytes, values, 4, static b => BinaryPrimitives.ReadInt32LittleEndian(b));
                break;
            default:
                throw new ModelException($"{Shown.Quote(tensor.Name)} holds {tensor.Type}, which is no kind of weight that is known; expected F32, F16 or BF16.");
        }

        return values;
    }

    /// <summary>The bytes of floats, as <see cref="WeightTensor.Memory"/> holds them.</summary>
    internal static byte[] ToBytes(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();

    private static void Convert(ReadOnlySpan<byte> bytes, Span<float> values, int width, Func<ReadOnlySpan<byte>, float> read)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.Slice(i * width, width));
        }
    }
}
