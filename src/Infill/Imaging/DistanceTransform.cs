namespace Infill.Imaging;

/// <summary>Exact Euclidean distances.</summary>
/// <remarks>Felzenszwalb &amp; Huttenlocher, "Distance Transforms of Sampled Functions", ToC 8 (2012) 415–428. O(W·H).</remarks>
public static class DistanceTransform
{
    /// <summary>For every pixel of the mask's window the distance in pixels to the nearest kept pixel; infinite if there is none.</summary>
    /// <param name="mask">Above 0 = filled. Pixels outside the window but inside the picture are kept; outside the picture nothing is.</param>
    public static float[] ToKept(Mask mask)
    {
        PixelRect room = mask.Window.Inflate(1).Intersect(mask.Size.Bounds);
        double[] squares = new double[room.Area];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = mask[room.X + (i % room.Width), room.Y + (i / room.Width)] > 0 ? 1e20 : 0;
        }

        for (int x = 0; x < room.Width; x++)
        {
            TransformLine(squares, x, room.Width, room.Height);
        }

        for (int y = 0; y < room.Height; y++)
        {
            TransformLine(squares, y * room.Width, 1, room.Width);
        }

        float[] result = new float[mask.Window.Area];
        for (int i = 0; i < result.Length; i++)
        {
            int x = mask.Window.X - room.X + (i % mask.Window.Width);
            double square = squares[((mask.Window.Y - room.Y + (i / mask.Window.Width)) * room.Width) + x];
            result[i] = square >= 1e19 ? float.PositiveInfinity : (float)Math.Sqrt(square);
        }

        return result;
    }

    private static void TransformLine(double[] values, int start, int step, int count)
    {
        double[] f = new double[count];
        int[] apex = new int[count];
        double[] from = new double[count + 1];
        for (int i = 0; i < count; i++)
        {
            f[i] = values[start + (i * step)];
        }

        int last = 0;
        (from[0], from[1]) = (double.NegativeInfinity, double.PositiveInfinity);
        for (int q = 1; q < count; q++)
        {
            double s = Cross(f, q, apex[last]);
            while (s <= from[last])
            {
                s = Cross(f, q, apex[--last]);
            }

            apex[++last] = q;
            (from[last], from[last + 1]) = (s, double.PositiveInfinity);
        }

        for (int q = 0, k = 0; q < count; q++)
        {
            while (from[k + 1] < q)
            {
                k++;
            }

            values[start + (q * step)] = ((double)(q - apex[k]) * (q - apex[k])) + f[apex[k]];
        }
    }

    private static double Cross(double[] f, int q, int p) => (f[q] + ((double)q * q) - f[p] - ((double)p * p)) / (2.0 * (q - p));
}
