using Infill.Imaging;

namespace Infill.Masks;

/// <summary>The mask stage: the user's mask becomes one mask for the engine and one for the eye.</summary>
public static class MaskPrep
{
    /// <summary>Fills holes, drops specks, grows each object and fades the result inwards, in this order.</summary>
    /// <param name="mask">The user's mask, values 0…1; not modified.</param>
    /// <param name="options">Widths and limits of the four steps.</param>
    /// <returns>Both masks windowed to the denoise mask's bounds. Denoise is the user's value or, if higher, 1 within the growth of
    /// an object (an 8-connected part of values from ½). Composite is denoise times the fade: 0 exactly where denoise is 0, and 1 on
    /// every hard pixel of an object under the default feather. The picture's border is no edge: nothing fades there.</returns>
    /// <remarks>Without growth, holes, specks and feather both equal the user's mask. Cost grows with the mask's bounds plus growth.</remarks>
    /// <exception cref="ArgumentException">A value of the mask is outside 0…1 or not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static PreparedMask Prepare(Mask mask, MaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(options);
        RequireRanges(options);
        RequireValues(mask);

        // Parts far apart are prepared apart: the room between them costs neither time nor scratch memory.
        PreparedMask[] parts =
        [
            .. from bounds in MaskClusters.Find(mask, part => GrowthPx(part.Area, options) + 1)
               select PrepareCluster(mask.WithWindow(bounds), options),
        ];
        int grownPx = parts.Select(part => part.GrownPx).DefaultIfEmpty(0).Max();
        return new PreparedMask(
            Join(mask.Size, parts, part => part.Denoise), Join(mask.Size, parts, part => part.Composite), grownPx, options.FeatherPx ?? grownPx / 2);
    }

    private static PreparedMask PrepareCluster(Mask cluster, MaskOptions options)
    {
        MaskCleanup.FillHoles(cluster, options.FillHolesPx);
        MaskCleanup.DropSpecks(cluster, options.DropSpecksPx);
        GrownMask grown = MaskGrow.GrowObjects(cluster, area => GrowthPx(area, options));
        Mask composite = options.FeatherPx is int featherPx
            ? MaskFeather.FeatherInwards(grown.Mask, featherPx)
            : MaskFeather.FeatherHalf(grown);
        return new PreparedMask(grown.Mask, composite, grown.LargestPx, options.FeatherPx ?? grown.LargestPx / 2);
    }

    // Tight windows: the caller plans its crops by them. Denoise and composite have the same support, hence the same window.
    private static Mask Join(PixelSize size, PreparedMask[] parts, Func<PreparedMask, Mask> choose)
    {
        if (parts.Length == 1)
        {
            Mask only = choose(parts[0]);
            PixelRect window = only.FindBounds();
            return only.Window == window ? only : only.WithWindow(window);
        }

        PixelRect[] bounds = [.. parts.Select(part => choose(part).FindBounds())];
        var joined = new Mask(size, bounds.Aggregate(default(PixelRect), (all, part) => all.Union(part)));
        for (int i = 0; i < parts.Length; i++)
        {
            Mask part = choose(parts[i]);
            for (int y = bounds[i].Y; y < bounds[i].Bottom; y++)
            {
                part.WindowRow(y - part.Window.Y).Slice(bounds[i].X - part.Window.X, bounds[i].Width)
                    .CopyTo(joined.WindowRow(y - joined.Window.Y)[(bounds[i].X - joined.Window.X)..]);
            }
        }

        return joined;
    }

    private static int GrowthPx(long area, MaskOptions options)
    {
        if (options.GrowPx is int pixels)
        {
            return pixels;
        }

        int growth = (int)Math.Round(options.GrowFraction * Math.Sqrt(area), MidpointRounding.AwayFromZero);
        return options.GrowFraction > 0 ? Math.Clamp(growth, 1, MaskGrow.MaxAutomaticPx) : 0;
    }

    private static void RequireRanges(MaskOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.FillHolesPx);
        ArgumentOutOfRangeException.ThrowIfNegative(options.DropSpecksPx);
        if (options.GrowFraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"GrowFraction is {options.GrowFraction}, must be 0 to 1.");
        }

        if (options.GrowPx is < 0 or > MaskGrow.MaxPx)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"GrowPx is {options.GrowPx}, must be 0 to {MaskGrow.MaxPx}.");
        }

        if (options.FeatherPx is < 0 or > MaskFeather.MaxPx)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"FeatherPx is {options.FeatherPx}, must be 0 to {MaskFeather.MaxPx}.");
        }
    }

    private static void RequireValues(Mask mask)
    {
        foreach (float value in mask.Values)
        {
            if (value is not (>= 0f and <= 1f))
            {
                throw new ArgumentException($"The mask holds the value {value}; every value must be 0 (keep) to 1 (fill).", nameof(mask));
            }
        }
    }
}
