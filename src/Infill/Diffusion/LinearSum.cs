using System.Numerics;
using System.Runtime.InteropServices;
using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>Weighted sums of states, the one arithmetic of every sampler.</summary>
public static class LinearSum
{
    /// <summary>A new picture Σ cᵢ·xᵢ, in single precision and in the order given.</summary>
    /// <param name="terms">Coefficients and pictures of one shape. A coefficient 0 leaves its picture unread, so that 0·NaN does no harm.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static FloatImage Of(params ReadOnlySpan<(double Coefficient, FloatImage Image)> terms)
    {
        FloatImage shape = terms[0].Image;
        var sum = new FloatImage(shape.Channels, shape.Size);
        foreach ((double coefficient, FloatImage image) in terms)
        {
            if (image.Channels != shape.Channels || image.Size != shape.Size)
            {
                throw new ArgumentException(
                    $"Got states of {shape.Channels}×{shape.Size} and {image.Channels}×{image.Size}; all must have the same shape.", nameof(terms));
            }

            if (coefficient != 0)
            {
                Add(sum.Values, (float)coefficient, image.Values);
            }
        }

        return sum;
    }

    // Multiplied, rounded, then added: a fused form would differ from the reference's in the last bit.
    private static void Add(Span<float> sum, float coefficient, ReadOnlySpan<float> values)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += coefficient * vectors[i];
        }

        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += coefficient * values[i];
        }
    }
}
