using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Connected parts of a set of pixels, held as horizontal runs: memory grows with the outline, not with the area.</summary>
/// <remarks>One scan, joining each run with those it touches in the row above by union–find: O(window), whatever the number or
/// shape of the parts. Parts are numbered from 1 in reading order of their first pixel.</remarks>
internal sealed class ComponentRuns
{
    private readonly List<PixelRun> _runs = [];
    private readonly List<int> _labels = [];
    private readonly int[] _rowStarts;
    private readonly PixelRect _window;

    private ComponentRuns(Mask mask, (float Low, float High) members, int reach)
    {
        _window = mask.Window;
        _rowStarts = new int[_window.Height + 1];
        for (int y = 0; y < _window.Height; y++)
        {
            AddRow(mask.WindowRow(y), y, members);
            _rowStarts[y + 1] = _runs.Count;
            if (y > 0)
            {
                JoinRows(_rowStarts[y - 1], _rowStarts[y], reach);
            }
        }

        Parts = NumberParts();
    }

    /// <summary>The parts by their number.</summary>
    public IReadOnlyList<MaskComponent> Parts { get; }

    /// <summary>All runs in picture coordinates, row by row from left to right, each with the number of its part.</summary>
    public IEnumerable<(PixelRun Run, int Label)> Runs => _runs.Zip(_labels);

    /// <summary>8-connected parts of all values above 0.</summary>
    public static ComponentRuns OfFilled(Mask mask) => new(mask, (float.Epsilon, float.PositiveInfinity), reach: 1);

    /// <summary>8-connected parts of all values from <paramref name="least"/>.</summary>
    public static ComponentRuns OfAtLeast(Mask mask, float least) => new(mask, (least, float.PositiveInfinity), reach: 1);

    /// <summary>4-connected parts of all kept pixels of the window.</summary>
    public static ComponentRuns OfKept(Mask mask) => new(mask, (0f, 0f), reach: 0);

    /// <summary>The runs that fall on a rectangle, clipped to it, each with the number of its part.</summary>
    public IEnumerable<(PixelRun Run, int Label)> Within(PixelRect rect)
    {
        PixelRect common = rect.Intersect(_window);
        for (int y = common.Y; y < common.Bottom; y++)
        {
            for (int i = FirstEndingAfter(common.X, y - _window.Y); i < _rowStarts[y - _window.Y + 1] && _runs[i].X < common.Right; i++)
            {
                int left = Math.Max(_runs[i].X, common.X);
                yield return (new PixelRun(left, y, Math.Min(_runs[i].Right, common.Right) - left), _labels[i]);
            }
        }
    }

    private int FirstEndingAfter(int x, int row)
    {
        int low = _rowStarts[row], high = _rowStarts[row + 1];
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _runs[middle].Right > x ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void AddRow(ReadOnlySpan<float> row, int y, (float Low, float High) members)
    {
        for (int x = 0; x < row.Length;)
        {
            int skipped = row[x..].IndexOfAnyInRange(members.Low, members.High);
            if (skipped < 0)
            {
                return;
            }

            int start = x + skipped;
            int length = row[start..].IndexOfAnyExceptInRange(members.Low, members.High);
            length = length < 0 ? row.Length - start : length;
            _labels.Add(_runs.Count);
            _runs.Add(new PixelRun(_window.X + start, _window.Y + y, length));
            x = start + length;
        }
    }

    // Both rows are sorted, so two fingers meet every touching pair. Until NumberParts a label is the index of an earlier run.
    private void JoinRows(int above, int below, int reach)
    {
        int end = below;
        while (above < end && below < _runs.Count)
        {
            PixelRun a = _runs[above], b = _runs[below];
            if (a.X < b.Right + reach && b.X < a.Right + reach)
            {
                (int first, int second) = (Root(above), Root(below));
                _labels[Math.Max(first, second)] = Math.Min(first, second);
            }

            (above, below) = a.Right < b.Right ? (above + 1, below) : (above, below + 1);
        }
    }

    private int Root(int run)
    {
        while (_labels[run] != run)
        {
            run = _labels[run] = _labels[_labels[run]];
        }

        return run;
    }

    // A root is the first run of its part, so all before it are numbered already.
    private List<MaskComponent> NumberParts()
    {
        List<List<PixelRun>> parts = [];
        int[] numbers = new int[_runs.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            int root = Root(i);
            if (root == i)
            {
                parts.Add([]);
                numbers[i] = parts.Count;
            }

            numbers[i] = numbers[root];
            parts[numbers[i] - 1].Add(_runs[i]);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            _labels[i] = numbers[i];
        }

        return [.. parts.Select((runs, index) => new MaskComponent(index + 1, runs))];
    }
}
