using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tiles;

/// <summary>The masks of one region in tile coordinates.</summary>
/// <param name="Denoise">The region's own pixels, soft.</param>
/// <param name="Composite">How much of the new pixel is written; 0 outside the region's own pixels.</param>
/// <param name="Unknown">Pixels of other regions that are filled later: an object that goes later must not shape the fill beside it. Null = none.</param>
internal sealed record RegionMasks(Mask Denoise, Mask Composite, Mask? Unknown)
{
    /// <summary>Cuts the masks of a region from the picture's.</summary>
    /// <param name="mask">The prepared mask of the whole picture.</param>
    /// <param name="pending">Denoise mask in which every pixel that was filled already is 0.</param>
    /// <param name="plan">The region.</param>
    public static RegionMasks Cut(PreparedMask mask, Mask pending, CropPlan plan)
    {
        PixelRect source = plan.SourceInImage;
        var denoise = new Mask(source.Size);
        var composite = new Mask(source.Size);
        bool refills = false;
        foreach (PixelRun run in plan.Runs)
        {
            int start = IndexInTile(run, source);
            Row(mask.Denoise, run).CopyTo(denoise.Values.AsSpan(start));
            CopyRow(mask.Composite, run, composite.Values.AsSpan(start, run.Length));
            refills |= Row(pending, run).Contains(0f);
        }

        Mask unfilled = pending.Crop(source);
        if (refills)
        {
            RampRefilled(denoise, composite, unfilled);
        }

        return new RegionMasks(denoise, composite, OthersIn(unfilled, denoise));
    }

    // Where a strip overlaps the strip before it, the new fill fades in over the width of the overlap.
    private static void RampRefilled(Mask denoise, Mask composite, Mask pending)
    {
        float[] distance = DistanceTransform.ToKept(denoise);
        float widest = 0;
        for (int i = 0; i < distance.Length; i++)
        {
            widest = denoise.Values[i] > 0 && pending.Values[i] == 0 ? Math.Max(widest, distance[i]) : widest;
        }

        for (int i = 0; i < distance.Length; i++)
        {
            if (denoise.Values[i] > 0 && pending.Values[i] == 0 && float.IsFinite(widest))
            {
                composite.Values[i] = Math.Min(composite.Values[i], distance[i] / (widest + 1));
            }
        }
    }

    private static Mask? OthersIn(Mask unfilled, Mask denoise)
    {
        Mask others = unfilled.Clone();
        for (int i = 0; i < others.Values.Length; i++)
        {
            others.Values[i] = denoise.Values[i] > 0 ? 0f : others.Values[i];
        }

        return others.Values.AsSpan().ContainsAnyExcept(0f) ? others : null;
    }

    private static int IndexInTile(PixelRun run, PixelRect source) => ((run.Y - source.Y) * source.Width) + run.X - source.X;

    private static ReadOnlySpan<float> Row(Mask mask, PixelRun run) =>
        mask.WindowRow(run.Y - mask.Window.Y).Slice(run.X - mask.Window.X, run.Length);

    // The composite mask may have a smaller window than the denoise mask.
    private static void CopyRow(Mask mask, PixelRun run, Span<float> target)
    {
        PixelRect common = new PixelRect(run.X, run.Y, run.Length, 1).Intersect(mask.Window);
        if (!common.IsEmpty)
        {
            Row(mask, new PixelRun(common.X, common.Y, common.Width)).CopyTo(target[(common.X - run.X)..]);
        }
    }
}
