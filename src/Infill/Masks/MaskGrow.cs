using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Grows masks by exact Euclidean distance.</summary>
public static class MaskGrow
{
    /// <summary>Largest growth in pixels that can be asked for.</summary>
    public const int MaxPx = 512;

    /// <summary>Largest growth in pixels that a fraction of the object's size gives: wider rings cost truth and gain nothing.</summary>
    public const int MaxAutomaticPx = 64;

    /// <summary>Values from here on belong to an object, which can grow; lower ones are the user's own fade.</summary>
    public const float HardValue = 0.5f;

    /// <summary>All pixels within <paramref name="radiusPx"/> of a value from <see cref="HardValue"/> become 1; other values stay.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="radiusPx">Euclidean distance between pixel centres, 0–512; 0 returns a copy.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="radiusPx"/> is outside 0–512.</exception>
    public static Mask Grow(Mask mask, int radiusPx)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusPx);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radiusPx, MaxPx);
        return GrowObjects(mask.WithWindow(mask.FindBounds()), _ => radiusPx).Mask;
    }

    /// <summary>The objects alone: 1 from <see cref="HardValue"/> on, 0 below. A new mask.</summary>
    internal static Mask Harden(Mask mask)
    {
        Mask hard = mask.Clone();
        foreach (ref float value in hard.Values.AsSpan())
        {
            value = value >= HardValue ? 1f : 0f;
        }

        return hard;
    }

    /// <summary>Grows every object (8-connected, values from ½) by its own radius.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="radiusFromArea">Radius in pixels from the object's area in pixels.</param>
    /// <remarks>A pixel p lies within radius r of an object pixel q if |p − q|² − r² ≤ 0; the smallest left side over all q is a
    /// lower envelope of parabolas, so one transform grows any number of objects by different radii, exactly.</remarks>
    internal static GrownMask GrowObjects(Mask mask, Func<int, int> radiusFromArea)
    {
        var objects = ComponentRuns.OfAtLeast(mask, HardValue);
        int[] radii = [0, .. objects.Parts.Select(part => radiusFromArea(part.PixelCount))];
        int largest = radii.Max();
        Mask grown = mask.WithWindow(mask.Window.Inflate(largest));
        ushort[] growth = new ushort[grown.Values.Length];
        if (largest > 0)
        {
            foreach (PixelRect block in MaskBlocks.Of(grown.Window, largest))
            {
                GrowBlock(block, objects, radii, new GrownMask(grown, growth, largest));
            }
        }

        // A large neighbour may have won an object's own pixels; their fade must still be that of their own object.
        foreach ((PixelRun run, int label) in objects.Runs)
        {
            growth.AsSpan(IndexOf(run.X, run.Y, grown.Window), run.Length).Fill((ushort)radii[label]);
        }

        return new GrownMask(grown, growth, largest);
    }

    private static void GrowBlock(PixelRect block, ComponentRuns objects, int[] radii, GrownMask result)
    {
        PixelRect reach = block.Inflate(result.LargestPx).Intersect(result.Mask.Window);
        long covered = objects.Within(reach).Sum(part => (long)part.Run.Length);
        if (covered == 0)
        {
            return;
        }

        int[] owners = new int[reach.Area];
        double[] power = new double[reach.Area];
        power.AsSpan().Fill(double.PositiveInfinity);
        foreach ((PixelRun run, int label) in objects.Within(reach))
        {
            int start = IndexOf(run.X, run.Y, reach);
            power.AsSpan(start, run.Length).Fill(-(double)radii[label] * radii[label]);
            owners.AsSpan(start, run.Length).Fill(label);
        }

        if (covered < reach.Area)
        {
            ParabolaEnvelope.TransformPlane(power, owners, reach.Size);
        }

        for (int y = block.Y; y < block.Bottom; y++)
        {
            int from = IndexOf(block.X, y, reach), to = IndexOf(block.X, y, result.Mask.Window);
            for (int x = 0; x < block.Width; x++)
            {
                if (power[from + x] <= 0)
                {
                    (result.Mask.Values[to + x], result.GrowthPx[to + x]) = (1f, (ushort)radii[owners[from + x]]);
                }
            }
        }
    }

    private static int IndexOf(int x, int y, PixelRect window) => ((y - window.Y) * window.Width) + x - window.X;
}
