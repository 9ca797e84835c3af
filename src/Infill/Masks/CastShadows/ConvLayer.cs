using System.Diagnostics;
using System.Numerics;
using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>One 3×3 convolution of a small network, with what the network does between two of them.</summary>
/// <param name="Inputs">Planes that it reads.</param>
/// <param name="Outputs">Planes that it writes.</param>
/// <param name="Weights">Output × input × 3 × 3.</param>
/// <param name="Bias">One per output.</param>
internal sealed record ConvLayer(int Inputs, int Outputs, float[] Weights, float[] Bias)
{
    private const int Taps = 9;

    // Outputs that are summed side by side: each loaded vector of the input serves all of them.
    private const int Block = 4;

    /// <summary>Convolves; beyond the edge there is 0. Every sum runs in a fixed order.</summary>
    /// <param name="input">Planes of at least as many columns as a vector has lanes. Not modified.</param>
    /// <param name="isRectified">True for max(0, x) of the result.</param>
    public FloatImage Apply(FloatImage input, bool isRectified)
    {
        Debug.Assert(input.Channels == Inputs && input.Width >= Vector<float>.Count, "a layer fits the planes before it");
        int stride = input.Width + 2, plane = stride * (input.Height + 2);
        float[] padded = Pad(input, stride, plane);
        var result = new FloatImage(Outputs, input.Size);
        for (int output = 0; output < Outputs; output += Block)
        {
            int count = Math.Min(Block, Outputs - output);
            for (int y = 0; y < input.Height; y++)
            {
                for (int x = 0; x < input.Width; x += Vector<float>.Count)
                {
                    // The last vector overlaps the one before it rather than the edge.
                    int at = Math.Min(x, input.Width - Vector<float>.Count);
                    Sum(padded.AsSpan((y * stride) + at), (stride, plane), result, (output, count, at, y), isRectified);
                }
            }
        }

        return result;
    }

    /// <summary>Squares of 2×2 pixels as four planes each: half the size, four times the planes.</summary>
    public static FloatImage Fold(FloatImage input)
    {
        var result = new FloatImage(4 * input.Channels, new PixelSize(input.Width / 2, input.Height / 2));
        for (int i = 0; i < result.Channels; i++)
        {
            for (int y = 0; y < result.Height; y++)
            {
                ReadOnlySpan<float> from = input.Row(i / 4, (2 * y) + (i % 4 / 2));
                Span<float> to = result.Row(i, y);
                for (int x = 0; x < to.Length; x++)
                {
                    to[x] = from[(2 * x) + (i % 2)];
                }
            }
        }

        return result;
    }

    /// <summary>The largest of each 2×2 pixels.</summary>
    public static FloatImage Pool(FloatImage input)
    {
        var result = new FloatImage(input.Channels, new PixelSize(input.Width / 2, input.Height / 2));
        for (int c = 0; c < result.Channels; c++)
        {
            for (int y = 0; y < result.Height; y++)
            {
                ReadOnlySpan<float> above = input.Row(c, 2 * y), below = input.Row(c, (2 * y) + 1);
                Span<float> to = result.Row(c, y);
                for (int x = 0; x < to.Length; x++)
                {
                    to[x] = Math.Max(Math.Max(above[2 * x], above[(2 * x) + 1]), Math.Max(below[2 * x], below[(2 * x) + 1]));
                }
            }
        }

        return result;
    }

    private static float[] Pad(FloatImage input, int stride, int plane)
    {
        float[] padded = new float[plane * input.Channels];
        for (int c = 0; c < input.Channels; c++)
        {
            for (int y = 0; y < input.Height; y++)
            {
                input.Row(c, y).CopyTo(padded.AsSpan((c * plane) + ((y + 1) * stride) + 1));
            }
        }

        return padded;
    }

    private void Sum(ReadOnlySpan<float> padded, (int Stride, int Plane) layout, FloatImage result, (int Output, int Count, int X, int Y) at, bool isRectified)
    {
        Span<Vector<float>> sums = stackalloc Vector<float>[Block];
        int perOutput = Inputs * Taps, first = at.Output * perOutput;

        // A rest of fewer outputs sums the last one again.
        int second = Math.Min(1, at.Count - 1) * perOutput, third = Math.Min(2, at.Count - 1) * perOutput, fourth = (at.Count - 1) * perOutput;
        (Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d) = (default, default, default, default);
        for (int input = 0; input < Inputs; input++)
        {
            ReadOnlySpan<float> weights = Weights.AsSpan(first + (input * Taps));
            for (int tap = 0; tap < Taps; tap++)
            {
                var value = new Vector<float>(padded[((input * layout.Plane) + (tap / 3 * layout.Stride) + (tap % 3))..]);
                a = Vector.FusedMultiplyAdd(value, new Vector<float>(weights[tap]), a);
                b = Vector.FusedMultiplyAdd(value, new Vector<float>(weights[second + tap]), b);
                c = Vector.FusedMultiplyAdd(value, new Vector<float>(weights[third + tap]), c);
                d = Vector.FusedMultiplyAdd(value, new Vector<float>(weights[fourth + tap]), d);
            }
        }

        (sums[0], sums[1], sums[2], sums[3]) = (a, b, c, d);
        for (int k = 0; k < at.Count; k++)
        {
            Vector<float> sum = sums[k] + new Vector<float>(Bias[at.Output + k]);
            (isRectified ? Vector.Max(sum, Vector<float>.Zero) : sum).CopyTo(result.Row(at.Output + k, at.Y)[at.X..]);
        }
    }
}
