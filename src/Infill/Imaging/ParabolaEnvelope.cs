namespace Infill.Imaging;

/// <summary>Lower envelope of parabolas on a line: <c>out[p] = min over q of (p − q)² + in[q]</c>, with its own scratch memory.</summary>
/// <remarks>Felzenszwalb &amp; Huttenlocher, "Distance Transforms of Sampled Functions", ToC 8 (2012) 415–428. O(count).
/// Once over columns and once over rows it gives the planar transform; exact for integer input below 2⁵³.</remarks>
/// <param name="capacity">Longest line, in samples.</param>
internal sealed class ParabolaEnvelope(int capacity)
{
    private readonly double[] _height = new double[capacity];
    private readonly int[] _owner = new int[capacity];
    private readonly int[] _apex = new int[capacity];
    private readonly double[] _from = new double[capacity + 1];

    /// <summary>Transforms a plane of <paramref name="size"/> in place: columns, then rows.</summary>
    /// <param name="values">Row by row; +∞ = no parabola here.</param>
    /// <param name="owners">Null, or a number per parabola that goes to every sample that the parabola wins.</param>
    /// <param name="size">Columns and rows.</param>
    public static void TransformPlane(double[] values, int[]? owners, PixelSize size)
    {
        var line = new ParabolaEnvelope(Math.Max(size.Width, size.Height));
        for (int x = 0; x < size.Width; x++)
        {
            line.Transform(values, owners, x, size.Width, size.Height);
        }

        for (int y = 0; y < size.Height; y++)
        {
            line.Transform(values, owners, y * size.Width, 1, size.Width);
        }
    }

    /// <summary>The second half of a transform whose columns are done: every row by itself.</summary>
    /// <param name="values">Row by row squared distances within the column; +∞ = none in the column.</param>
    /// <param name="size">Columns and rows.</param>
    public static void TransformRows(double[] values, PixelSize size)
    {
        var line = new ParabolaEnvelope(size.Width);
        for (int y = 0; y < size.Height; y++)
        {
            line.TransformBetweenZeros(values.AsSpan(y * size.Width, size.Width), values, y * size.Width);
        }
    }

    // A parabola from height 0 lies below all others beyond it: only what stands between two of them has to be worked out, with the two.
    private void TransformBetweenZeros(ReadOnlySpan<double> row, double[] values, int start)
    {
        for (int from = 0; from < row.Length;)
        {
            int length = row[from..].IndexOf(0.0);
            int end = length < 0 ? row.Length : from + length;
            if (end > from)
            {
                int first = Math.Max(0, from - 1);
                Transform(values, owners: null, start + first, step: 1, Math.Min(row.Length, end + 1) - first);
            }

            int run = row[end..].IndexOfAnyExcept(0.0);
            from = run < 0 ? row.Length : end + run;
        }
    }

    private void Transform(double[] values, int[]? owners, int start, int step, int count)
    {
        int last = -1;
        for (int q = 0; q < count; q++)
        {
            _height[q] = values[start + (q * step)];
            _owner[q] = owners?[start + (q * step)] ?? 0;
            if (double.IsPositiveInfinity(_height[q]))
            {
                continue;
            }

            double s = double.NegativeInfinity;
            while (last >= 0 && (s = Cross(q, _apex[last])) <= _from[last])
            {
                last--;
            }

            last++;
            (_apex[last], _from[last]) = (q, last == 0 ? double.NegativeInfinity : s);
        }

        for (int p = 0, k = 0; p < count && last >= 0; p++)
        {
            while (k < last && _from[k + 1] < p)
            {
                k++;
            }

            int q = _apex[k];
            values[start + (p * step)] = ((double)(p - q) * (p - q)) + _height[q];
            if (owners is not null)
            {
                owners[start + (p * step)] = _owner[q];
            }
        }
    }

    private double Cross(int q, int p) =>
        (_height[q] + ((double)q * q) - _height[p] - ((double)p * p)) / (2.0 * (q - p));
}
