using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>Chooses places for holes by seed alone: it never looks at a pixel, so nothing about a photo can favour an engine.</summary>
public static class HolePlacer
{
    /// <summary>Kept pixels between a hole and the picture's edge, so that every border has two sides.</summary>
    public const int EdgePx = 8;

    /// <summary>A hole's radius is at most this share of the shorter side: there must be something left to go by.</summary>
    public const int LeastSidesPerRadius = 6;

    /// <summary>Kept pixels between two holes of one photo.</summary>
    private const int GapPx = 16;
    private const int Tries = 400;

    // FNV-1a, 32 bit (Fowler, Noll & Vo), folded to 20 bits so that a photo's tries have numbers of their own.
    private const uint FnvBasis = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>The holes of one photo, in a fixed order; fewer than asked for if no more fit apart from each other.</summary>
    /// <param name="size">Size of the photo as it will be used.</param>
    /// <param name="plan">Number, shapes, sizes, seed.</param>
    /// <param name="photo">Name of the photo: what else stands in a list does not move its holes.</param>
    /// <returns>Holes that lie whole inside the photo; empty if even the smallest does not fit.</returns>
    public static IReadOnlyList<HoleSpec> Place(PixelSize size, HolePlan plan, string photo)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(photo);
        int first = NumberOf(photo) * Tries;
        int largest = Math.Min(plan.MaxRadius, Math.Min(size.Width, size.Height) / LeastSidesPerRadius);
        var placed = new List<(HoleSpec Hole, PixelRect Bounds)>();
        for (int i = 0; i < Tries && placed.Count < plan.Count && largest >= plan.MinRadius; i++)
        {
            HoleSpec hole = Draw(size, plan, first + i, plan.Shapes[placed.Count % plan.Shapes.Count], largest);
            PixelRect bounds = FullBounds(size, hole);
            if (size.Bounds.Inflate(-EdgePx).Contains(bounds) && placed.All(p => p.Bounds.Inflate(GapPx).Intersect(bounds).IsEmpty))
            {
                placed.Add((hole, bounds));
            }
        }

        return [.. placed.Select(p => p.Hole)];
    }

    private static HoleSpec Draw(PixelSize size, HolePlan plan, int index, HoleShape shape, int largest)
    {
        int Whole(int draw, int from, int count) => from + (int)(HashNoise.Uniform(plan.Seed, index, draw) * count);
        return new HoleSpec(
            shape,
            Whole(0, 0, size.Width),
            Whole(1, 0, size.Height),
            Whole(2, plan.MinRadius, largest - plan.MinRadius + 1),
            Whole(3, 0, HashNoise.MaxSeed + 1));
    }

    /// <summary>A number 0–1048575 of a name, the same on every machine.</summary>
    internal static int NumberOf(string name)
    {
        uint hash = FnvBasis;
        foreach (char c in name)
        {
            hash = (hash ^ c) * FnvPrime;
        }

        return (int)((hash ^ (hash >> 20)) & 0xFFFFF);
    }

    // Drawn on a canvas with room on all sides: clipped at the picture's edge, a hole that reaches out would seem to lie inside.
    private static PixelRect FullBounds(PixelSize size, HoleSpec hole)
    {
        int room = 4 * hole.Radius;
        var canvas = new PixelSize(size.Width + (2 * room), size.Height + (2 * room));
        return HoleOutline.Draw(canvas, hole with { X = hole.X + room, Y = hole.Y + room }).FindBounds().RelativeTo(room, room);
    }
}
