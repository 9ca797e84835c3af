using Infill.Imaging;

namespace Infill.Onnx.Controls;

/// <summary>Thin edges, white on black, exactly as OpenCV's <c>Canny</c> draws them: the pictures that control networks for edges were trained on.</summary>
/// <remarks>Canny, "A Computational Approach to Edge Detection", PAMI 8 (1986): Sobel 3×3 on 8-bit values without smoothing, of the three channels the
/// one that is steepest, |dx| + |dy|, maxima along the gradient in four sectors, then hysteresis over eight neighbours. Integers only.</remarks>
public static class CannyEdges
{
    /// <summary>Thresholds of the reference's annotator, in steps of 255 times the Sobel weights.</summary>
    public const int Low = 100;

    /// <summary>See <see cref="Low"/>.</summary>
    public const int High = 200;

    private const int Shift = 15;

    /// <summary>tan 22.5° in fixed point.</summary>
    private const int Tan22 = 13573;

    /// <summary>The edges of a picture.</summary>
    /// <param name="picture">3×H×W in 0…1; read at 8 bit. Not modified.</param>
    /// <param name="low">Where an edge may go on, 0–2040.</param>
    /// <param name="high">Where an edge may begin, at least <paramref name="low"/>.</param>
    /// <returns>3×H×W, each channel the same: 1 on edges, else 0.</returns>
    public static FloatImage Of(FloatImage picture, int low = Low, int high = High)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        SobelField field = SobelField.Of(picture);
        bool[] isWeak = new bool[picture.Width * picture.Height];
        var strong = new Stack<int>();
        for (int i = 0; i < isWeak.Length; i++)
        {
            (int x, int y) = (i % picture.Width, i / picture.Width);
            int steepness = field.Steepness(x, y);
            isWeak[i] = steepness > low && IsRidge(field, x, y, steepness);
            if (isWeak[i] && steepness > high)
            {
                strong.Push(i);
            }
        }

        return Follow(isWeak, strong, picture.Size);
    }

    private static bool IsRidge(SobelField field, int x, int y, int steepness)
    {
        (int dx, int dy) = field.Gradient(x, y);
        long across = (long)Math.Abs(dx) * Tan22;
        long along = (long)Math.Abs(dy) << Shift;
        if (along < across)
        {
            return steepness > field.Steepness(x - 1, y) && steepness >= field.Steepness(x + 1, y);
        }

        if (along > across + ((long)Math.Abs(dx) << (Shift + 1)))
        {
            return steepness > field.Steepness(x, y - 1) && steepness >= field.Steepness(x, y + 1);
        }

        int side = (dx ^ dy) < 0 ? -1 : 1;
        return steepness > field.Steepness(x - side, y - 1) && steepness > field.Steepness(x + side, y + 1);
    }

    private static FloatImage Follow(bool[] isWeak, Stack<int> strong, PixelSize size)
    {
        var edges = new FloatImage(3, size);
        Span<float> plane = edges.Plane(0);
        while (strong.TryPop(out int i))
        {
            if (plane[i] > 0f)
            {
                continue;
            }

            plane[i] = 1f;
            (int x, int y) = (i % size.Width, i / size.Width);
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(size.Height - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(size.Width - 1, x + 1); nx++)
                {
                    if (isWeak[(ny * size.Width) + nx])
                    {
                        strong.Push((ny * size.Width) + nx);
                    }
                }
            }
        }

        plane.CopyTo(edges.Plane(1));
        plane.CopyTo(edges.Plane(2));
        return edges;
    }
}
