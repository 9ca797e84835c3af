using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Finds the connected parts of a mask.</summary>
public static class MaskComponents
{
    /// <summary>The 8-connected parts of all pixels above 0, in reading order of their first pixel; empty for an empty mask.</summary>
    /// <remarks>Runs of neighbouring pixels are joined row by row (union-find), so memory grows with the parts' outlines:
    /// two specks in opposite corners of a large window cost two runs. Time grows with the window.</remarks>
    public static IReadOnlyList<MaskComponent> Find(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        List<PixelRun> runs = [];
        List<int> parents = [];
        int above = 0;
        for (int y = 0; y < mask.Window.Height; y++)
        {
            int start = runs.Count;
            AddRuns(mask, y, runs);
            parents.AddRange(Enumerable.Range(start, runs.Count - start));
            JoinRows(runs, parents, above, start);
            above = start;
        }

        return Collect(runs, parents);
    }

    private static void AddRuns(Mask mask, int windowY, List<PixelRun> runs)
    {
        ReadOnlySpan<float> row = mask.WindowRow(windowY);
        int x = 0;
        while (row[x..].IndexOfAnyExcept(0f) is int gap and >= 0)
        {
            x += gap;
            int length = row[x..].IndexOf(0f);
            length = length < 0 ? row.Length - x : length;
            runs.Add(new PixelRun(mask.Window.X + x, mask.Window.Y + windowY, length));
            x += length;
        }
    }

    // Both rows are sorted by x: one sweep meets every pair of runs that touch, corners included.
    private static void JoinRows(List<PixelRun> runs, List<int> parents, int above, int start)
    {
        int upper = above;
        for (int lower = start; lower < runs.Count; lower++)
        {
            while (upper < start && runs[upper].Right < runs[lower].X)
            {
                upper++;
            }

            for (int touching = upper; touching < start && runs[touching].X <= runs[lower].Right; touching++)
            {
                int a = Root(parents, touching), b = Root(parents, lower);
                parents[Math.Max(a, b)] = Math.Min(a, b);
            }
        }
    }

    // The smaller index wins every union, so a root is the first run of its part.
    private static List<MaskComponent> Collect(List<PixelRun> runs, List<int> parents)
    {
        List<List<PixelRun>> parts = [];
        int[] partOf = new int[runs.Count];
        for (int i = 0; i < runs.Count; i++)
        {
            int root = Root(parents, i);
            if (root == i)
            {
                partOf[i] = parts.Count;
                parts.Add([]);
            }

            parts[partOf[root]].Add(runs[i]);
        }

        return [.. parts.Select((part, index) => new MaskComponent(index + 1, part))];
    }

    private static int Root(List<int> parents, int index)
    {
        while (parents[index] != index)
        {
            parents[index] = parents[parents[index]];
            index = parents[index];
        }

        return index;
    }
}
