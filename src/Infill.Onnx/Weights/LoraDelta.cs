using System.Numerics;
using System.Runtime.InteropServices;

namespace Infill.Onnx.Weights;

/// <summary>Adds a LoRA's layer to a weight.</summary>
/// <remarks>Hu et al. 2021: W + scale · B·A. With a middle part (LyCORIS' LoCon with Tucker's form): Σ over p, q of B[o,p]·M[p,q,k]·A[q,i].</remarks>
internal static class LoraDelta
{
    /// <summary>Adds <c>strength · alpha/rank · up · down</c>.</summary>
    /// <param name="weight">Outputs × everything else, row by row; changed.</param>
    /// <param name="layer">Fits the weight: see <see cref="LoraLayer.Fits"/>.</param>
    /// <param name="strength">1 = as its maker meant it.</param>
    public static void Add(float[] weight, LoraLayer layer, float strength)
    {
        int rank = layer.Rank;
        float scale = strength * (layer.Alpha ?? rank) / rank;
        float[] up = TensorValues.ToFloats(layer.Up);
        float[] down = layer.Mid is null ? TensorValues.ToFloats(layer.Down) : Spread(layer);
        int columns = down.Length / rank;
        Parallel.For(0, weight.Length / columns, row =>
        {
            Span<float> target = weight.AsSpan(row * columns, columns);
            for (int r = 0; r < rank; r++)
            {
                AddScaled(target, down.AsSpan(r * columns, columns), scale * up[(row * rank) + r]);
            }
        });
    }

    // The middle part applied to the lower one: rank × (inputs · kernel).
    private static float[] Spread(LoraLayer layer)
    {
        int rank = layer.Rank;
        float[] mid = TensorValues.ToFloats(layer.Mid!);
        float[] down = TensorValues.ToFloats(layer.Down);
        int inputs = down.Length / rank;
        int kernel = mid.Length / (rank * rank);
        float[] spread = new float[rank * inputs * kernel];
        for (int p = 0; p < rank; p++)
        {
            for (int q = 0; q < rank; q++)
            {
                for (int i = 0; i < inputs; i++)
                {
                    AddScaled(spread.AsSpan(((p * inputs) + i) * kernel, kernel), mid.AsSpan(((p * rank) + q) * kernel, kernel), down[(q * inputs) + i]);
                }
            }
        }

        return spread;
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> values, float factor)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> wideValues = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] += wideValues[i] * factor;
        }

        for (int i = wide.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += values[i] * factor;
        }
    }
}
