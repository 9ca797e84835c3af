using Infill.Imaging;

namespace Infill.Masks;

/// <summary>The steps that repair a drawn or segmented mask before it grows.</summary>
internal static class MaskCleanup
{
    /// <summary>Fills kept islands of at most <paramref name="limitPx"/> pixels that the mask encloses on all sides; 0 fills none.</summary>
    /// <param name="mask">With a tight window; modified.</param>
    /// <param name="limitPx">Area in pixels, 4-connected.</param>
    public static void FillHoles(Mask mask, int limitPx)
    {
        if (limitPx == 0)
        {
            return;
        }

        // The window is tight: an island at its edge is open to the outside or lies at the picture's border.
        PixelRect inside = mask.Window.Inflate(-1);
        foreach (MaskComponent island in ComponentRuns.OfKept(mask).Parts)
        {
            if (island.PixelCount <= limitPx && inside.Contains(island.Bounds))
            {
                SetValues(mask, island, HighestOnRim(mask, island));
            }
        }
    }

    /// <summary>Sets 8-connected parts of fewer than <paramref name="limitPx"/> pixels to 0.</summary>
    public static void DropSpecks(Mask mask, int limitPx)
    {
        if (limitPx <= 1)
        {
            return;
        }

        foreach (MaskComponent part in ComponentRuns.OfFilled(mask).Parts)
        {
            if (part.PixelCount < limitPx)
            {
                SetValues(mask, part, 0f);
            }
        }
    }

    // A hole in a soft brush stroke takes the stroke's value, not 1.
    private static float HighestOnRim(Mask mask, MaskComponent hole)
    {
        float highest = 0f;
        foreach (PixelRun run in hole.Runs())
        {
            highest = MathF.Max(highest, MathF.Max(mask[run.X - 1, run.Y], mask[run.Right, run.Y]));
            for (int x = run.X; x < run.Right; x++)
            {
                highest = MathF.Max(highest, MathF.Max(mask[x, run.Y - 1], mask[x, run.Y + 1]));
            }
        }

        return highest;
    }

    private static void SetValues(Mask mask, MaskComponent part, float value)
    {
        foreach (PixelRun run in part.Runs())
        {
            mask.WindowRow(run.Y - mask.Window.Y).Slice(run.X - mask.Window.X, run.Length).Fill(value);
        }
    }
}
