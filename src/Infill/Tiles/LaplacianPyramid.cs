using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Reduce and expand of Burt &amp; Adelson for planes of any size, odd ones included.</summary>
/// <remarks>"The Laplacian Pyramid as a Compact Image Code", IEEE Trans. Commun. 31 (1983) 532–540; kernel [1 4 6 4 1] / 16.
/// Level k + 1 has (w + 1) / 2 columns; beyond the edge the edge pixel repeats.</remarks>
internal static class LaplacianPyramid
{
    private static readonly float[] Kernel = [1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f];

    /// <summary>Size of the next coarser level.</summary>
    internal static PixelSize Half(PixelSize size) => new((size.Width + 1) / 2, (size.Height + 1) / 2);

    /// <summary>The next coarser level: blurred, every second pixel.</summary>
    internal static float[] Reduce(float[] plane, PixelSize size)
    {
        PixelSize half = Half(size);
        float[] narrow = new float[half.Width * size.Height];
        for (int y = 0; y < size.Height; y++)
        {
            ReduceLine(plane.AsSpan(y * size.Width, size.Width), narrow.AsSpan(y * half.Width, half.Width));
        }

        float[] result = new float[half.Area];
        for (int y = 0; y < half.Height; y++)
        {
            for (int k = -2; k <= 2; k++)
            {
                int from = Math.Clamp((2 * y) + k, 0, size.Height - 1) * half.Width;
                for (int x = 0; x < half.Width; x++)
                {
                    result[(y * half.Width) + x] += Kernel[k + 2] * narrow[from + x];
                }
            }
        }

        return result;
    }

    /// <summary>A coarse level brought to the size of the next finer one.</summary>
    /// <param name="coarse">Values of <see cref="Half"/>(<paramref name="size"/>).</param>
    /// <param name="size">Size of the finer level.</param>
    internal static float[] Expand(float[] coarse, PixelSize size)
    {
        PixelSize half = Half(size);
        float[] tall = new float[half.Width * size.Height];
        for (int y = 0; y < size.Height; y++)
        {
            (int above, int at, int below, float side, float middle) = Taps(y, half.Height);
            for (int x = 0; x < half.Width; x++)
            {
                tall[(y * half.Width) + x] = (side * coarse[(above * half.Width) + x]) + (middle * coarse[(at * half.Width) + x])
                    + ((1 - side - middle) * coarse[(below * half.Width) + x]);
            }
        }

        float[] result = new float[size.Area];
        for (int x = 0; x < size.Width; x++)
        {
            (int left, int at, int right, float side, float middle) = Taps(x, half.Width);
            for (int y = 0; y < size.Height; y++)
            {
                int row = y * half.Width;
                result[(y * size.Width) + x] = (side * tall[row + left]) + (middle * tall[row + at]) + ((1 - side - middle) * tall[row + right]);
            }
        }

        return result;
    }

    private static void ReduceLine(ReadOnlySpan<float> from, Span<float> to)
    {
        for (int x = 0; x < to.Length; x++)
        {
            for (int k = -2; k <= 2; k++)
            {
                to[x] += Kernel[k + 2] * from[Math.Clamp((2 * x) + k, 0, from.Length - 1)];
            }
        }
    }

    // Even pixels lie on a coarse one (weights 1 6 1 of 8), odd ones between two (4 4 of 8).
    private static (int Before, int At, int After, float Side, float Middle) Taps(int fine, int coarseCount)
    {
        int at = fine / 2;
        int after = Math.Min(at + 1, coarseCount - 1);
        return fine % 2 == 0 ? (Math.Max(at - 1, 0), at, after, 0.125f, 0.75f) : (at, at, after, 0, 0.5f);
    }
}
