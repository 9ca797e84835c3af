using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>A view on a coarser grid: what is pooled over many pixels needs no value for each of them.</summary>
internal sealed class ViewCells
{
    private readonly FillView _view;
    private readonly int _side;

    /// <summary>Lays a grid over a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="side">Pixels per side of a cell, at least 1; cells at the right and lower edge may be smaller.</param>
    public ViewCells(FillView view, int side)
    {
        (_view, _side) = (view, side);
        Size = new PixelSize((view.Width + side - 1) / side, (view.Height + side - 1) / side);
        Depth = new float[Size.Area];
        for (int y = 0, i = 0; y < Size.Height; y++)
        {
            int row = Math.Min((y * side) + (side / 2), view.Height - 1) * view.Width;
            for (int x = 0; x < Size.Width; x++, i++)
            {
                Depth[i] = view.Depth[row + Math.Min((x * side) + (side / 2), view.Width - 1)];
            }
        }
    }

    /// <summary>Columns and rows of cells.</summary>
    public PixelSize Size { get; }

    /// <summary>Signed depth in pixels of every cell's middle pixel, as <see cref="FillView.Depth"/> gives it.</summary>
    public float[] Depth { get; }

    /// <summary>Cells whose depth lies in a closed range, row by row.</summary>
    public int[] Find(float from, float to)
    {
        var found = new List<int>(Depth.Length);
        for (int i = 0; i < Depth.Length; i++)
        {
            if (Depth[i] >= from && Depth[i] <= to)
            {
                found.Add(i);
            }
        }

        return [.. found];
    }

    /// <summary>Mean of every cell's pixels.</summary>
    /// <param name="plane">A value per pixel of the view.</param>
    public float[] Means(ReadOnlySpan<float> plane)
    {
        float[] means = new float[Depth.Length];
        for (int y = 0; y < _view.Height; y++)
        {
            ReadOnlySpan<float> row = plane.Slice(y * _view.Width, _view.Width);
            Span<float> target = means.AsSpan(y / _side * Size.Width, Size.Width);
            for (int x = 0, cell = 0; x < row.Length; cell++)
            {
                float sum = 0;
                for (int end = Math.Min(x + _side, row.Length); x < end; x++)
                {
                    sum += row[x];
                }

                target[cell] += sum;
            }
        }

        Divide(means);
        return means;
    }

    /// <summary>Every pixel of the hole with the value of its cell, 0 around it; for heat maps.</summary>
    /// <param name="values">A value per cell.</param>
    public float[] Paint(float[] values)
    {
        float[] map = new float[_view.Depth.Length];
        for (int y = 0, i = 0; y < _view.Height; y++)
        {
            ReadOnlySpan<float> row = values.AsSpan(y / _side * Size.Width, Size.Width);
            for (int x = 0; x < _view.Width; x++, i++)
            {
                map[i] = _view.Depth[i] > 0 ? row[x / _side] : 0f;
            }
        }

        return map;
    }

    private void Divide(float[] sums)
    {
        for (int y = 0, i = 0; y < Size.Height; y++)
        {
            int rows = Math.Min(_side, _view.Height - (y * _side));
            for (int x = 0; x < Size.Width; x++, i++)
            {
                sums[i] /= rows * Math.Min(_side, _view.Width - (x * _side));
            }
        }
    }
}
