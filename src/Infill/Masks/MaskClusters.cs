using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Groups the parts of a mask into rectangles that do not touch each other even after growth.</summary>
internal static class MaskClusters
{
    // Merging looks at all pairs; a mask of more parts is one cluster, which costs no more than its window.
    private const int MaxParts = 256;

    /// <summary>Disjoint rectangles that together hold every pixel above 0, each the union of its parts' tight bounds.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="marginPx">Room that a part of the given bounds needs on every side; must not shrink for larger bounds.</param>
    /// <returns>Rectangles whose inflations by their own margins do not overlap; none for an empty mask.</returns>
    public static IReadOnlyList<PixelRect> Find(Mask mask, Func<PixelRect, int> marginPx)
    {
        IReadOnlyList<MaskComponent> parts = MaskComponents.Find(mask);
        if (parts.Count > MaxParts)
        {
            return [mask.FindBounds()];
        }

        List<PixelRect> clusters = [];
        foreach (MaskComponent part in parts)
        {
            // A union may reach clusters that neither of its parts did.
            PixelRect cluster = part.Bounds;
            while (clusters.FindIndex(other => Overlap(cluster, other, marginPx)) is int i and >= 0)
            {
                cluster = cluster.Union(clusters[i]);
                clusters.RemoveAt(i);
            }

            clusters.Add(cluster);
        }

        return clusters;
    }

    private static bool Overlap(PixelRect first, PixelRect second, Func<PixelRect, int> marginPx) =>
        !first.Inflate(marginPx(first)).Intersect(second.Inflate(marginPx(second))).IsEmpty;
}
