namespace Infill.Tiles;

/// <summary>Joins parts whose contexts overlap into one tile, where that is cheaper than looking at the shared pixels twice.</summary>
internal static class RegionMerge
{
    /// <summary>A joined tile may be at most this many times larger than what its parts cover.</summary>
    public const double MaxWaste = 1.3;

    /// <summary>Tiles up to this size may always be joined; larger ones only up to twice their largest part's context.</summary>
    /// <remarks>Without a bound, dust all over a scan becomes one tile as large as the scan.</remarks>
    public const long FreeAreaPx = 1L << 20;

    /// <summary>Joins greedily from the top of the picture down. O(n · k), k = tiles that cross one row and could not be joined.</summary>
    public static List<RegionCluster> Merge(IEnumerable<RegionCluster> clusters)
    {
        var finished = new List<RegionCluster>();
        var active = new List<RegionCluster>();
        foreach (RegionCluster next in InReadingOrder(clusters))
        {
            Retire(active, finished, next.Context.Y);
            active.Add(Absorb(active, next));
        }

        finished.AddRange(active);
        return finished;
    }

    /// <summary>True if one tile for both costs little more than they cover anyway.</summary>
    public static bool IsWorthwhile(RegionCluster a, RegionCluster b)
    {
        if (a.Context.Intersect(b.Context).IsEmpty)
        {
            return false;
        }

        long area = a.Context.Union(b.Context).Area;
        long limit = Math.Max(FreeAreaPx, 2 * Math.Max(a.LargestPartContext, b.LargestPartContext));
        bool isContained = area == Math.Max(a.Context.Area, b.Context.Area);
        return isContained || (area <= limit && area <= MaxWaste * RegionCluster.CoveredBy(a, b));
    }

    private static IEnumerable<RegionCluster> InReadingOrder(IEnumerable<RegionCluster> clusters) => clusters
        .OrderBy(c => c.Context.Y).ThenBy(c => c.Context.X).ThenBy(c => c.Hole.Y).ThenBy(c => c.Hole.X);

    private static RegionCluster Absorb(List<RegionCluster> active, RegionCluster next)
    {
        while (true)
        {
            int i = active.FindIndex(a => IsWorthwhile(a, next));
            if (i < 0)
            {
                return next;
            }

            next = RegionCluster.Join(active[i], next);
            active.RemoveAt(i);
        }
    }

    // Later clusters start at firstRow or below, so what ends above it can meet none of them.
    private static void Retire(List<RegionCluster> active, List<RegionCluster> finished, int firstRow)
    {
        finished.AddRange(active.Where(a => a.Context.Bottom <= firstRow));
        active.RemoveAll(a => a.Context.Bottom <= firstRow);
    }
}
