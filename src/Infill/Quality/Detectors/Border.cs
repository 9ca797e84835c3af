using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>The hole's edge as points with normals, and the pixels before and behind it.</summary>
internal sealed class Border
{
    /// <summary>Steps from the edge that are looked at on the kept side.</summary>
    public const int Outwards = 16;

    /// <summary>Steps from the edge into the hole.</summary>
    public const int Inwards = 12;

    /// <summary>Cells of this side average along the edge.</summary>
    public const int CellPx = 16;

    private const int MostPoints = 3000;
    private const double NormalSigma = 2;

    private readonly FillView _view;

    private Border(FillView view, List<(int X, int Y, float Nx, float Ny)> points)
    {
        _view = view;
        Points = points;
        int columns = (view.Width / CellPx) + 1;
        var cells = new Dictionary<int, int>();
        Cells = [.. points.Select(p => Number(cells, ((p.Y / CellPx) * columns) + (p.X / CellPx)))];
        CellCount = cells.Count;
    }

    /// <summary>Outermost hole pixels, each with the unit normal that points into the hole.</summary>
    public IReadOnlyList<(int X, int Y, float Nx, float Ny)> Points { get; }

    /// <summary>Number of the cell of each point.</summary>
    public int[] Cells { get; }

    /// <summary>Number of cells, 0 if the hole has no edge inside the picture.</summary>
    public int CellCount { get; }

    /// <summary>Finds the edge.</summary>
    public static Border Of(FillView view)
    {
        // Where nothing is kept the depth is infinite, and a blur of that is none.
        float[] depth = Gaussian.Blur(Array.ConvertAll(view.Depth, d => Math.Clamp(d, -64f, 64f)), view.Lab.Size, NormalSigma);
        var points = new List<(int X, int Y, float Nx, float Ny)>();
        for (int y = 1; y < view.Height - 1; y++)
        {
            for (int x = 1; x < view.Width - 1; x++)
            {
                int i = (y * view.Width) + x;
                if (view.Depth[i] is > 0 and < 1.2f)
                {
                    (float dx, float dy) = (depth[i + 1] - depth[i - 1], depth[i + view.Width] - depth[i - view.Width]);
                    float length = MathF.Sqrt((dx * dx) + (dy * dy));
                    if (length > 1e-3f)
                    {
                        points.Add((x, y, dx / length, dy / length));
                    }
                }
            }
        }

        int stride = Math.Max(1, points.Count / MostPoints);
        return new Border(view, [.. points.Where((_, i) => i % stride == 0)]);
    }

    /// <summary>Index of the pixel at <paramref name="step"/> along a point's normal and <paramref name="along"/> beside it; −1 if that is not on its side.</summary>
    /// <param name="point">Number of the point.</param>
    /// <param name="step">0, 1, 2 … inside the hole, −1, −2 … on kept pixels.</param>
    /// <param name="along">Pixels along the edge.</param>
    public int At(int point, int step, int along = 0)
    {
        (int x, int y, float nx, float ny) = Points[point];
        int px = (int)MathF.Round(x + (nx * step) - (ny * along));
        int py = (int)MathF.Round(y + (ny * step) + (nx * along));
        if (!_view.Contains(px, py))
        {
            return -1;
        }

        int i = (py * _view.Width) + px;
        return (_view.Depth[i] > 0) == (step >= 0) ? i : -1;
    }

    /// <summary>Spreads a value per cell over the pixels at the edge, for heat maps.</summary>
    public float[] Paint(double[] values)
    {
        float[] map = new float[_view.Depth.Length];
        for (int p = 0; p < Points.Count; p++)
        {
            for (int step = -3; step <= 3; step++)
            {
                if (At(p, step) is int i and >= 0)
                {
                    map[i] = Math.Max(map[i], (float)values[Cells[p]]);
                }
            }
        }

        return map;
    }

    private static int Number(Dictionary<int, int> cells, int key)
    {
        if (!cells.TryGetValue(key, out int number))
        {
            cells[key] = number = cells.Count;
        }

        return number;
    }
}
