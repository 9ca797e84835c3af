using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Walks around the parts of a mask.</summary>
internal static class MaskContour
{
    // East, south, west, north.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>The closed outlines of all pixels from <see cref="MaskGrow.HardValue"/>, holes included, the longest first.</summary>
    /// <returns>Middles of pixel edges in picture coordinates, one per pixel edge, with the filled side on the right of the walk (y points down).</returns>
    public static IReadOnlyList<MaskPoint[]> Trace(Mask mask)
    {
        var loops = new List<MaskPoint[]>();
        bool[] seen = new bool[mask.Window.Area];
        PixelRect window = mask.Window;
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                if (IsFilled(mask, x, y) && !IsFilled(mask, x, y - 1) && !seen[((y - window.Y) * window.Width) + x - window.X])
                {
                    loops.Add(Walk(mask, x, y, seen));
                }
            }
        }

        return [.. loops.OrderByDescending(loop => loop.Length)];
    }

    /// <summary>The outline smoothed along itself, so that its normals do not follow the pixels' stairs.</summary>
    /// <param name="loop">A closed outline.</param>
    /// <param name="sigma">In points.</param>
    public static MaskPoint[] Smooth(MaskPoint[] loop, double sigma)
    {
        float[] kernel = Gaussian.Kernel(Math.Min(sigma, loop.Length / 8.0));
        int radius = kernel.Length / 2;
        var smooth = new MaskPoint[loop.Length];
        for (int i = 0; i < loop.Length; i++)
        {
            (double x, double y) = (0, 0);
            for (int k = -radius; k <= radius; k++)
            {
                MaskPoint point = loop[(i + k + (radius * loop.Length)) % loop.Length];
                x += kernel[k + radius] * point.X;
                y += kernel[k + radius] * point.Y;
            }

            smooth[i] = new MaskPoint(x, y);
        }

        return smooth;
    }

    private static MaskPoint[] Walk(Mask mask, int startX, int startY, bool[] seen)
    {
        var points = new List<MaskPoint>();
        (int x, int y, int direction) = (startX, startY, 0);
        do
        {
            if (direction == 0)
            {
                // The edge above pixel (x, y): every outline has one, so no outline is walked twice.
                seen[((y - mask.Window.Y) * mask.Window.Width) + x - mask.Window.X] = true;
            }

            (int stepX, int stepY) = Steps[direction];
            points.Add(new MaskPoint(x + (stepX / 2.0), y + (stepY / 2.0)));
            (x, y) = (x + stepX, y + stepY);
            direction = Turn(mask, x, y, direction);
        }
        while ((x, y, direction) != (startX, startY, 0));

        return [.. points];
    }

    // Parts that touch at a corner are one part, as for components.
    private static int Turn(Mask mask, int x, int y, int direction)
    {
        (int left, int right) = direction switch
        {
            0 => (Pixel(0, -1), Pixel(0, 0)),
            1 => (Pixel(0, 0), Pixel(-1, 0)),
            2 => (Pixel(-1, 0), Pixel(-1, -1)),
            _ => (Pixel(-1, -1), Pixel(0, -1)),
        };
        return left != 0 ? (direction + 3) % 4 : right != 0 ? direction : (direction + 1) % 4;

        int Pixel(int offsetX, int offsetY) => IsFilled(mask, x + offsetX, y + offsetY) ? 1 : 0;
    }

    private static bool IsFilled(Mask mask, int x, int y) => mask[x, y] >= MaskGrow.HardValue;
}
