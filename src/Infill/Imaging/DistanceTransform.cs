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
        double[] squares = new double[room.Area];
        for (int y = 0; y < window.Height; y++)
        {
            Span<double> target = squares.AsSpan(((y + window.Y - room.Y) * room.Width) + window.X - room.X, window.Width);
            ReadOnlySpan<float> source = mask.WindowRow(y);
            for (int x = 0; x < target.Length; x++)
            {
                target[x] = source[x] > 0 ? double.PositiveInfinity : 0;
            }
        }

        ParabolaEnvelope.TransformPlane(squares, owners: null, room.Size);
        float[] result = new float[window.Area];
        for (int i = 0; i < result.Length; i++)
        {
            int x = window.X - room.X + (i % window.Width);
            result[i] = (float)Math.Sqrt(squares[((window.Y - room.Y + (i / window.Width)) * room.Width) + x]);
        }

        return result;
    }
}
