using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Infill.Onnx.Weights;

/// <summary>Stored elements as the numbers they mean.</summary>
public static class TensorValues
{
    /// <summary>All elements as 32-bit floats; exact for F32, F16 and BF16.</summary>
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
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case TensorType.BF16:
                Convert<ushort>(bytes, values, static half => BitConverter.UInt32BitsToSingle((uint)half << 16));
                break;
            case TensorType.F64:
                Convert<double>(bytes, values, static number => (float)number);
                break;
            case TensorType.I64:
                Convert<long>(bytes, values, static number => number);
                break;
            case TensorType.I32:
                Convert<int>(bytes, values, static number => number);
                break;
            default:
                throw new ModelException($"{Shown.Quote(tensor.Name)} holds {tensor.Type}, which is no kind of weight that is known; expected F32, F16 or BF16.");
        }

        return values;
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> values, Func<T, float> read)
        where T : unmanaged
    {
        ReadOnlySpan<T> stored = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(stored[i]);
        }
    }
}
