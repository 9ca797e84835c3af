using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Stand-in.</summary>
public static class MaskComponents
{
    /// <summary>Stand-in.</summary>
    public static IReadOnlyList<MaskComponent> Find(Mask mask)
    {
        var runs = new List<PixelRun>();
        var parent = new List<int>();
        int previousStart = 0, previousEnd = 0;
        for (int y = 0; y < mask.Window.Height; y++)
        {
            int start = runs.Count;
            ReadOnlySpan<float> row = mask.WindowRow(y);
            for (int x = 0; x < row.Length;)
            {
                int first = row[x..].IndexOfAnyExcept(0f);
                if (first < 0) { break; }
                int from = x + first;
                int length = row[from..].IndexOf(0f);
                length = length < 0 ? row.Length - from : length;
                runs.Add(new PixelRun(mask.Window.X + from, mask.Window.Y + y, length));
                parent.Add(parent.Count);
                x = from + length;
            }
            int p = previousStart;
            for (int i = start; i < runs.Count; i++)
            {
                while (p < previousEnd && runs[p].Right < runs[i].X) { p++; }
                for (int q = p; q < previousEnd && runs[q].X <= runs[i].Right; q++)
                {
                    int a = Root(parent, q), b = Root(parent, i);
                    parent[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
            (previousStart, previousEnd) = (start, runs.Count);
        }
        var groups = new SortedDictionary<int, List<PixelRun>>();
        for (int i = 0; i < runs.Count; i++)
        {
            int root = Root(parent, i);
            if (!groups.TryGetValue(root, out List<PixelRun>? list)) { groups.Add(root, list = []); }
            list.Add(runs[i]);
        }
        return [.. groups.Values.Select(g => new MaskComponent(
            PixelRect.FromEdges(g.Min(r => r.X), g.Min(r => r.Y), g.Max(r => r.Right), g.Max(r => r.Y) + 1), g.Sum(r => (long)r.Length), g))];
    }

    private static int Root(List<int> parent, int i)
    {
        while (parent[i] != i) { parent[i] = parent[parent[i]]; i = parent[i]; }
        return i;
    }
}
