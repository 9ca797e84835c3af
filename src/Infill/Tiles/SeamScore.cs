using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>How visible the edge of a fill is: gradients across it against those on parallel rings beside it.</summary>
/// <remarks>For every pair of neighbours across the seam, a = length of the colour step; along the same normal, r_in and r_out = mean steps of the
/// pairs 1…4 pixels further inside and outside. Averaged over cells of 16×16 pixels, because a seam across sky shows however rough the grass beside it is:
/// <c>score = Σ n·(ā + ε) / (½(r̄_in + r̄_out) + ε) / Σ n</c>, n = the cell's seam pairs, ε = <see cref="NoiseFloor"/>.
/// 1 = as rough as the neighbourhood, below 1 smoother. Steps are measured on premultiplied colours plus alpha.</remarks>
internal static class SeamScore
{
    /// <summary>A step nobody sees, about 1.2 of 255 in each colour: keeps the ratio calm in flat areas.</summary>
    internal const float NoiseFloor = 0.008f;

    private const int CellPx = 16;
    private const int Depth = 4;

    /// <summary>The score of a joined window; 1 if the hole has no seam or nothing to compare it with.</summary>
    /// <param name="window">Hole and trusted pixels.</param>
    /// <param name="joined">Picture of the window's size. Not modified.</param>
    internal static double Measure(BlendWindow window, FloatImage joined)
    {
        PixelSize size = window.Size;
        var cells = new Cell[(size.Width / CellPx) + 1, (size.Height / CellPx) + 1];
        float[] view = Premultiply(joined);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                if (window.Hole[(y * size.Width) + x])
                {
                    ref Cell cell = ref cells[x / CellPx, y / CellPx];
                    AddPair(window, view, ref cell, (x, y, -1, 0));
                    AddPair(window, view, ref cell, (x, y, 1, 0));
                    AddPair(window, view, ref cell, (x, y, 0, -1));
                    AddPair(window, view, ref cell, (x, y, 0, 1));
                }
            }
        }

        double sum = 0, count = 0;
        foreach (Cell cell in cells)
        {
            if (cell.Seam.Count > 0 && cell.In.Count + cell.Out.Count > 0)
            {
                sum += cell.Seam.Count * cell.Ratio;
                count += cell.Seam.Count;
            }
        }

        return count > 0 ? sum / count : 1;
    }

    private static void AddPair(BlendWindow window, float[] view, ref Cell cell, (int X, int Y, int Dx, int Dy) pair)
    {
        (int x, int y, int dx, int dy) = pair;
        if (!IsOf(window, window.Trusted, x + dx, y + dy))
        {
            return;
        }

        int step = (dy * window.Size.Width) + dx;
        int i = (y * window.Size.Width) + x;
        cell.Seam.Add(Step(view, window.Hole.Length, i, i + step));
        Walk(window, view, window.Hole, (x, y, -dx, -dy), ref cell.In);
        Walk(window, view, window.Trusted, (x + dx, y + dy, dx, dy), ref cell.Out);
    }

    // Steps along the normal away from the seam, as long as they stay on their side.
    private static void Walk(BlendWindow window, float[] view, bool[] side, (int X, int Y, int Dx, int Dy) from, ref Mean mean)
    {
        for (int k = 1; k <= Depth; k++)
        {
            (int x, int y) = (from.X + (k * from.Dx), from.Y + (k * from.Dy));
            if (!IsOf(window, side, x, y) || !IsOf(window, side, x + from.Dx, y + from.Dy))
            {
                return;
            }

            int i = (y * window.Size.Width) + x;
            mean.Add(Step(view, side.Length, i, i + (from.Dy * window.Size.Width) + from.Dx));
        }
    }

    private static bool IsOf(BlendWindow window, bool[] pixels, int x, int y) =>
        (uint)x < (uint)window.Size.Width && (uint)y < (uint)window.Size.Height && pixels[(y * window.Size.Width) + x];

    private static float Step(float[] view, int pixels, int i, int j)
    {
        float sum = 0;
        for (int at = 0; at < view.Length; at += pixels)
        {
            float step = view[at + i] - view[at + j];
            sum += step * step;
        }

        return MathF.Sqrt(sum);
    }

    private static float[] Premultiply(FloatImage image)
    {
        float[] values = [.. image.Values];
        int pixels = image.Width * image.Height;
        for (int at = 0; image.Channels > BlendWindow.ColorPlanes && at < BlendWindow.ColorPlanes * pixels; at++)
        {
            values[at] *= values[(BlendWindow.ColorPlanes * pixels) + (at % pixels)];
        }

        return values;
    }

    private struct Mean
    {
        internal double Sum;
        internal int Count;

        internal void Add(double value)
        {
            Sum += value;
            Count++;
        }

        internal readonly double Or(double other) => Count > 0 ? Sum / Count : other;
    }

    private struct Cell
    {
        internal Mean Seam, In, Out;

        internal readonly double Ratio =>
            (Seam.Or(0) + NoiseFloor) / ((0.5 * (In.Or(Out.Or(0)) + Out.Or(In.Or(0)))) + NoiseFloor);
    }
}
