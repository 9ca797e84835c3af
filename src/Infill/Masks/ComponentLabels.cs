using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Connected parts of a set of pixels in a window: a number per pixel, bounds and pixel count per part.</summary>
/// <remarks>Flood fill with an explicit stack: O(window), whatever the number or the shape of the parts.
/// Parts are numbered from 1 in reading order of their first pixel, so equal input gives equal numbers.</remarks>
internal sealed class ComponentLabels
{
    private const int Unvisited = -1;

    private readonly List<PixelRect> _bounds = [];
    private readonly List<int> _counts = [];
    private readonly bool _diagonal;

    private ComponentLabels(PixelRect window, int[] labels, bool diagonal)
    {
        (Window, Labels, _diagonal) = (window, labels, diagonal);
        Stack<int> pending = new();
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] == Unvisited)
            {
                Flood(i, pending);
            }
        }
    }

    /// <summary>Part of the picture that <see cref="Labels"/> describes.</summary>
    public PixelRect Window { get; }

    /// <summary>Number of the part per window pixel, row by row; 0 = in none.</summary>
    public int[] Labels { get; }

    /// <summary>Number of parts.</summary>
    public int Count => _counts.Count;

    /// <summary>Parts of the pixels of <paramref name="mask"/>'s window that satisfy <paramref name="isMember"/>.</summary>
    /// <param name="mask">Only its window is looked at.</param>
    /// <param name="isMember">Says by the value whether a pixel counts.</param>
    /// <param name="diagonal">True: 8-connected; false: 4-connected.</param>
    public static ComponentLabels Of(Mask mask, Func<float, bool> isMember, bool diagonal)
    {
        int[] labels = new int[mask.Values.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = isMember(mask.Values[i]) ? Unvisited : 0;
        }

        return new ComponentLabels(mask.Window, labels, diagonal);
    }

    /// <summary>Tight rectangle around part <paramref name="label"/> (1 … Count), in picture coordinates.</summary>
    public PixelRect BoundsOf(int label) => _bounds[label - 1];

    /// <summary>Pixels of part <paramref name="label"/> (1 … Count).</summary>
    public int CountOf(int label) => _counts[label - 1];

    /// <summary>Number of the part at picture coordinates; 0 outside the window.</summary>
    public int At(int x, int y) => Window.Contains(x, y) ? Labels[((y - Window.Y) * Window.Width) + x - Window.X] : 0;

    private void Flood(int seed, Stack<int> pending)
    {
        int label = Count + 1, count = 0;
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        Labels[seed] = label;
        pending.Push(seed);
        while (pending.TryPop(out int i))
        {
            (int y, int x) = Math.DivRem(i, Window.Width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            count++;
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(Window.Height - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(Window.Width - 1, x + 1); nx++)
                {
                    int n = (ny * Window.Width) + nx;
                    if (Labels[n] == Unvisited && (_diagonal || nx == x || ny == y))
                    {
                        Labels[n] = label;
                        pending.Push(n);
                    }
                }
            }
        }

        _counts.Add(count);
        _bounds.Add(PixelRect.FromEdges(Window.X + left, Window.Y + top, Window.X + right + 1, Window.Y + bottom + 1));
    }
}
