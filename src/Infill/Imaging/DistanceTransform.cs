namespace Infill.Imaging;

/// <summary>Exact Euclidean distances.</summary>
/// <remarks>Felzenszwalb &amp; Huttenlocher, "Distance Transforms of Sampled Functions", ToC 8 (2012) 415–428. O(W·H).</remarks>
public static class DistanceTransform
{
    /// <summary>For every pixel of the mask's window the distance in pixels to the nearest kept pixel; infinite if there is none.</summary>
    /// <param name="mask">Above 0 = filled. Pixels outside the window but inside the picture are kept; outside the picture nothing is.</param>
    public static float[] ToKept(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        PixelRect window = mask.Window;
        PixelRect room = window.Inflate(1).Intersect(mask.Size.Bounds);
        double[] squares = AlongColumns(mask, room);
        ParabolaEnvelope.TransformRows(squares, room.Size);
        float[] result = new float[window.Area];
        for (int y = 0; y < window.Height; y++)
        {
            ReadOnlySpan<double> from = squares.AsSpan(((window.Y - room.Y + y) * room.Width) + window.X - room.X, window.Width);
            Span<float> to = result.AsSpan(y * window.Width, window.Width);
            for (int x = 0; x < to.Length; x++)
            {
                to[x] = (float)Math.Sqrt(from[x]);
            }
        }

        return result;
    }

    // Squared pixels to the nearest kept one of the same column: counted downwards, then upwards.
    private static double[] AlongColumns(Mask mask, PixelRect room)
    {
        double[] steps = new double[room.Area];
        for (int y = 0; y < mask.Window.Height; y++)
        {
            int at = (mask.Window.Y - room.Y + y) * room.Width;
            ReadOnlySpan<double> above = at > 0 ? steps.AsSpan(at - room.Width, room.Width) : [];
            ReadOnlySpan<float> source = mask.WindowRow(y);
            for (int x = 0, to = mask.Window.X - room.X; x < source.Length; x++, to++)
            {
                steps[at + to] = source[x] <= 0 ? 0 : above.IsEmpty ? double.PositiveInfinity : above[to] + 1;
            }
        }

        for (int at = steps.Length - (2 * room.Width); at >= 0; at -= room.Width)
        {
            ReadOnlySpan<double> below = steps.AsSpan(at + room.Width, room.Width);
            Span<double> row = steps.AsSpan(at, room.Width);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = Math.Min(row[x], below[x] + 1);
            }
        }

        foreach (ref double step in steps.AsSpan())
        {
            step *= step;
        }

        return steps;
    }
}
