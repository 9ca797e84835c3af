using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Parts that will share one tile.</summary>
internal sealed class RegionCluster
{
    private readonly List<HolePart> _parts;

    public RegionCluster(HolePart part, PixelRect context)
    {
        _parts = [part];
        Context = context;
        Hole = part.Bounds;
        Covered = context.Area;
        LargestPartContext = context.Area;
    }

    private RegionCluster(RegionCluster large, RegionCluster small)
    {
        _parts = large._parts;
        _parts.AddRange(small._parts);
        Context = large.Context.Union(small.Context);
        Hole = large.Hole.Union(small.Hole);
        Covered = CoveredBy(large, small);
        LargestPartContext = Math.Max(large.LargestPartContext, small.LargestPartContext);
    }

    public IReadOnlyList<HolePart> Parts => _parts;

    public PixelRect Context { get; }

    public PixelRect Hole { get; }

    /// <summary>At least this many pixels of <see cref="Context"/> lie in the context of some part (a lower bound, exact for two).</summary>
    public long Covered { get; }

    public long LargestPartContext { get; }

    /// <summary>One cluster of both; neither may be used afterwards.</summary>
    public static RegionCluster Join(RegionCluster a, RegionCluster b) =>
        a._parts.Count >= b._parts.Count ? new RegionCluster(a, b) : new RegionCluster(b, a);

    public static long CoveredBy(RegionCluster a, RegionCluster b) => Math.Max(
        Math.Max(a.Covered, b.Covered),
        a.Covered + b.Covered - a.Context.Intersect(b.Context).Area);
}
