using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>A strip of picture around one outline, straightened: a row per point of the outline, a column per distance from it.</summary>
internal sealed class PenumbraBand
{
    /// <summary>Columns on each side of the outline.</summary>
    public const int Half = 24;

    /// <summary>Columns of the strip; the first is deepest inside.</summary>
    public const int Columns = (2 * Half) + 1;

    private const int NearColumns = 10;

    private readonly MaskPoint[] _points;
    private readonly (double X, double Y)[] _outwards;
    private readonly float[][] _planes;

    /// <summary>Samples the strip.</summary>
    /// <param name="light">ln of linear light of red, green, blue and luminance, of one part of a picture.</param>
    /// <param name="usable">False on pixels that are no ground; of the same part.</param>
    /// <param name="distance">Pixels to the nearest outline; of the same part.</param>
    /// <param name="loop">A closed outline in coordinates of the part, filled on the right of the walk.</param>
    /// <param name="pitch">Distance between columns and about that between rows, in pixels.</param>
    public PenumbraBand(FloatImage light, bool[] usable, float[] distance, MaskPoint[] loop, double pitch)
    {
        Pitch = pitch;
        MaskPoint[] smooth = MaskContour.Smooth(loop, Math.Max(2, 1.5 * pitch));
        int every = Math.Max(1, (int)Math.Round(pitch));
        _points = [.. smooth.Where((_, i) => i % every == 0)];
        _outwards = Normals(_points);
        _planes = [.. Enumerable.Range(0, light.Channels).Select(_ => new float[Rows * Columns])];
        IsValid = new bool[Rows * Columns];
        IsHidden = [.. Enumerable.Range(0, Rows).Select(row => HidesGround(light.Size, usable, row))];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                Sample(light, (usable, distance), row, column);
            }
        }
    }

    /// <summary>Pixels between columns.</summary>
    public double Pitch { get; }

    /// <summary>True for rows beyond whose outline no ground is seen: an object stands there, or the picture ends.</summary>
    public bool[] IsHidden { get; }

    /// <summary>Points of the outline.</summary>
    public int Rows => _points.Length;

    /// <summary>False where the strip leaves the picture or shows what is no ground.</summary>
    public bool[] IsValid { get; }

    /// <summary>Samples of one plane, row by row.</summary>
    public float[] Plane(int channel) => _planes[channel];

    /// <summary>The outline moved outwards along its normals.</summary>
    /// <param name="columns">By how many columns, for each row.</param>
    public MaskPoint[] Move(double[] columns)
    {
        var moved = new MaskPoint[Rows];
        for (int row = 0; row < Rows; row++)
        {
            double by = columns[row] * Pitch;
            moved[row] = new MaskPoint(_points[row].X + (_outwards[row].X * by), _points[row].Y + (_outwards[row].Y * by));
        }

        return moved;
    }

    private void Sample(FloatImage light, (bool[] Usable, float[] Distance) map, int row, int column)
    {
        double by = (column - Half) * Pitch;
        double x = _points[row].X + (_outwards[row].X * by), y = _points[row].Y + (_outwards[row].Y * by);
        int pixel = ((int)Math.Max(0, y) * light.Width) + (int)Math.Max(0, x);

        // Where another stretch of the outline is nearer, the strip has crossed a thin part, and shows the wrong side of it.
        if (x < 0 || y < 0 || x >= light.Width || y >= light.Height || !map.Usable[pixel] || map.Distance[pixel] < (0.7 * Math.Abs(by)) - 1)
        {
            return;
        }

        IsValid[(row * Columns) + column] = true;
        (float across, float down) = (Math.Clamp((float)x - 0.5f, 0, light.Width - 1), Math.Clamp((float)y - 0.5f, 0, light.Height - 1));
        (int left, int top) = ((int)across, (int)down);
        (int right, int bottom) = (Math.Min(left + 1, light.Width - 1), Math.Min(top + 1, light.Height - 1));
        for (int c = 0; c < _planes.Length; c++)
        {
            float above = light[c, left, top] + ((light[c, right, top] - light[c, left, top]) * (across - left));
            float below = light[c, left, bottom] + ((light[c, right, bottom] - light[c, left, bottom]) * (across - left));
            _planes[c][(row * Columns) + column] = above + ((below - above) * (down - top));
        }
    }

    private bool HidesGround(PixelSize size, bool[] usable, int row)
    {
        int hidden = 0;
        for (int column = 1; column <= NearColumns; column++)
        {
            double x = _points[row].X + (_outwards[row].X * column * Pitch), y = _points[row].Y + (_outwards[row].Y * column * Pitch);
            hidden += x < 0 || y < 0 || x >= size.Width || y >= size.Height || !usable[((int)y * size.Width) + (int)x] ? 1 : 0;
        }

        return hidden > NearColumns / 2;
    }

    private static (double X, double Y)[] Normals(MaskPoint[] points)
    {
        var normals = new (double X, double Y)[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            MaskPoint next = points[(i + 1) % points.Length], last = points[(i + points.Length - 1) % points.Length];
            (double x, double y) = (next.X - last.X, next.Y - last.Y);
            double length = Math.Max(1e-9, Math.Sqrt((x * x) + (y * y)));
            normals[i] = (y / length, -x / length);
        }

        return normals;
    }
}
