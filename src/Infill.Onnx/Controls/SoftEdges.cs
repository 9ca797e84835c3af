using Infill.Imaging;

namespace Infill.Onnx.Controls;

/// <summary>Soft edges, white on black, in the manner of the learned detectors (HED, PiDiNet) that control networks for soft edges were trained with.</summary>
/// <remarks>The steepest slope of the picture's three channels over three scales (Lindeberg, "Edge Detection and Ridge Detection with Automatic Scale
/// Selection", IJCV 30 (1998): the derivative of a Gaussian times σ^½), so that broad and fine edges both show; 1 is what only a hundredth of the pixels
/// surpasses, but never less than a faint step, so that noise on a flat wall stays dark. No learned detector is needed; what it knows of objects is missing.</remarks>
public static class SoftEdges
{
    private static readonly double[] Scales = [1, 2, 4];

    /// <summary>Share of pixels that may be white.</summary>
    private const double White = 0.01;

    /// <summary>Least slope that counts as white: a step of about a tenth of the range.</summary>
    private const float LeastWhite = 0.04f;

    /// <summary>The edges of a picture.</summary>
    /// <param name="picture">3×H×W in 0…1. Not modified.</param>
    /// <returns>3×H×W in 0…1, each channel the same.</returns>
    public static FloatImage Of(FloatImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var edges = new FloatImage(3, picture.Size);
        Span<float> slope = edges.Plane(0);
        foreach (double sigma in Scales)
        {
            for (int c = 0; c < 3; c++)
            {
                Raise(slope, Gaussian.Blur(picture.Plane(c), picture.Size, sigma), picture.Size, MathF.Sqrt((float)sigma));
            }
        }

        float white = Math.Max(LeastWhite, Quantile(slope));
        for (int i = 0; i < slope.Length; i++)
        {
            slope[i] = Math.Min(1f, slope[i] / white);
        }

        slope.CopyTo(edges.Plane(1));
        slope.CopyTo(edges.Plane(2));
        return edges;
    }

    private static void Raise(Span<float> slope, float[] plane, PixelSize size, float weight)
    {
        for (int y = 0; y < size.Height; y++)
        {
            int above = Math.Max(0, y - 1) * size.Width, here = y * size.Width, below = Math.Min(size.Height - 1, y + 1) * size.Width;
            for (int x = 0; x < size.Width; x++)
            {
                float dx = plane[here + Math.Min(size.Width - 1, x + 1)] - plane[here + Math.Max(0, x - 1)];
                float dy = plane[below + x] - plane[above + x];
                slope[here + x] = Math.Max(slope[here + x], weight * MathF.Sqrt((dx * dx) + (dy * dy)) / 2);
            }
        }
    }

    private static float Quantile(ReadOnlySpan<float> slope)
    {
        float[] sorted = slope.ToArray();
        Array.Sort(sorted);
        return sorted[(int)((sorted.Length - 1) * (1 - White))];
    }
}
