using System.Diagnostics;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tiles;

/// <summary>Lays out regions: which pixels are filled together, in which order, and what the engine sees around them.</summary>
public static class CropPlanner
{
    private const int MaxStripMarginPx = 1024;

    /// <summary>Plans every pixel of the mask's support once; with passes, a pixel in two passes is filled by both.</summary>
    /// <param name="denoise">Support = values above 0. Not modified.</param>
    /// <param name="image">Size of the picture; the same as the mask's.</param>
    /// <param name="rule">The engine's wish for context; <see cref="PlanOptions.ContextPx"/> overrules it.</param>
    /// <param name="options">Context and passes.</param>
    /// <returns>Regions in the order of work; empty if the mask is. What no pass covers comes last.</returns>
    /// <remarks>8-connected parts get a margin each. Parts with overlapping contexts share a tile if that wastes little;
    /// others stay apart and see each other through the canvas. The work grows with the mask's window, never with the picture.</remarks>
    public static IReadOnlyList<CropPlan> Plan(Mask denoise, PixelSize image, ContextRule rule, PlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(denoise);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(options);
        Debug.Assert(denoise.Size == image, "the validator compares the sizes");

        var plans = new List<CropPlan>();
        for (int pass = 0; pass < options.Passes.Count; pass++)
        {
            plans.AddRange(PlanPass(denoise.WithWindow(options.Passes[pass].Intersect(denoise.Window)), rule, options, pass));
        }

        plans.AddRange(PlanParts(Outside(denoise, options.Passes), rule, options));
        return plans;
    }

    private static IEnumerable<CropPlan> PlanParts(Mask mask, ContextRule rule, PlanOptions options)
    {
        PixelRect Context(HolePart part) => ContextOf(part, options.ContextPx ?? rule.MarginFor(part.LongerSide), mask.Size);

        IEnumerable<HolePart> parts = FindParts(mask).SelectMany(p => ThinSplit.Cut(p, Context(p).Area));
        return ToPlans(RegionMerge.Merge(parts.Select(p => new RegionCluster(p, Context(p)))), pass: -1);
    }

    private static IEnumerable<CropPlan> PlanPass(Mask mask, ContextRule rule, PlanOptions options, int pass)
    {
        PixelRect Context(HolePart part) => ContextOf(part, options.ContextPx ?? StripMargin(part, rule), mask.Size);

        return ToPlans(RegionMerge.Merge(FindParts(mask).Select(p => new RegionCluster(p, Context(p)))), pass);
    }

    // A strip is as long as the picture, but how far the engine must look depends on how wide it is. It has kept pixels on
    // one side only, so it looks three widths far: with two, the second strip finds mostly the first, and repeats it.
    private static int StripMargin(HolePart part, ContextRule rule)
    {
        int threeWidths = Math.Min(Math.Min(3 * part.ShorterSide, MaxStripMarginPx), rule.MarginFor(part.LongerSide));
        return Math.Max(rule.MarginFor(part.ShorterSide), threeWidths);
    }

    private static PixelRect ContextOf(HolePart part, int marginPx, PixelSize image) =>
        part.Bounds.Inflate(marginPx).Intersect(image.Bounds);

    private static IEnumerable<HolePart> FindParts(Mask mask) =>
        MaskComponents.Find(mask).Select(c => new HolePart(c.Bounds, c.PixelCount, [.. c.Runs()]));

    private static Mask Outside(Mask mask, IReadOnlyList<PixelRect> passes)
    {
        if (passes.Count == 0)
        {
            return mask;
        }

        Mask rest = mask.Clone();
        foreach (PixelRect pass in passes)
        {
            PixelRect common = pass.Intersect(rest.Window);
            for (int y = common.Y; y < common.Bottom; y++)
            {
                rest.WindowRow(y - rest.Window.Y).Slice(common.X - rest.Window.X, common.Width).Clear();
            }
        }

        return rest;
    }

    private static IEnumerable<CropPlan> ToPlans(List<RegionCluster> clusters, int pass) => clusters
        .OrderBy(c => c.Hole.Y).ThenBy(c => c.Hole.X).ThenBy(c => c.Hole.Bottom).ThenBy(c => c.Hole.Right)
        .Select(c => new CropPlan
        {
            SourceInImage = c.Context,
            HoleInImage = c.Hole,
            Runs = [.. c.Parts.SelectMany(p => p.Runs).OrderBy(r => r.Y).ThenBy(r => r.X)],
            HolePixels = c.Parts.Sum(p => p.PixelCount),
            Pass = pass,
        });
}
