using Infill.Imaging;

namespace Infill.Masks;

/// <summary>One connected part of a mask, as runs of neighbouring pixels; holds no reference to the mask.</summary>
public sealed class MaskComponent
{
    private readonly List<PixelRun> _runs;

    internal MaskComponent(int label, List<PixelRun> runs)
    {
        (Label, _runs) = (label, runs);
        int left = int.MaxValue, right = 0;
        foreach (PixelRun run in runs)
        {
            (left, right) = (Math.Min(left, run.X), Math.Max(right, run.Right));
            PixelCount += run.Length;
        }

        Bounds = PixelRect.FromEdges(left, runs[0].Y, right, runs[^1].Y + 1);
    }

    /// <summary>Number of the part, from 1 in reading order of its first pixel.</summary>
    public int Label { get; }

    /// <summary>Tight rectangle around the part, in picture coordinates.</summary>
    public PixelRect Bounds { get; }

    /// <summary>Pixels of the part, soft ones included.</summary>
    public int PixelCount { get; }

    /// <summary>True if the pixel at picture coordinates belongs to this part; false outside the picture. Takes log(runs) steps.</summary>
    public bool Contains(int x, int y)
    {
        int low = 0, high = _runs.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            PixelRun run = _runs[middle];
            (low, high) = run.Y < y || (run.Y == y && run.Right <= x) ? (middle + 1, high) : (low, middle);
        }

        return low < _runs.Count && _runs[low].Y == y && _runs[low].X <= x;
    }

    /// <summary>The part's pixels as horizontal runs in picture coordinates, row by row, left to right; no two of a row touch.</summary>
    public IReadOnlyList<PixelRun> Runs() => _runs;

    /// <summary>This part alone: the values of <paramref name="mask"/> on its pixels, 0 elsewhere, windowed to <see cref="Bounds"/>.</summary>
    /// <param name="mask">The mask that the part was found in, or another of the same size.</param>
    public Mask Cut(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var part = new Mask(mask.Size, Bounds);
        foreach (PixelRun run in _runs)
        {
            for (int x = run.X; x < run.Right; x++)
            {
                part[x, run.Y] = mask[x, run.Y];
            }
        }

        return part;
    }
}
