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
        Mask cleaned = mask.WithWindow(mask.FindBounds());
        RequireValues(cleaned);

        FillHoles(cleaned, options.FillHolesPx);
        DropSpecks(cleaned, options.DropSpecksPx);
        GrownMask grown = MaskGrow.GrowObjects(cleaned, area => GrowthPx(area, options));
        Mask composite = options.FeatherPx is int featherPx
            ? MaskFeather.FeatherInwards(grown.Mask, featherPx)
            : MaskFeather.FeatherInwards(grown.Mask, grown.GrowthPx, growthPx => growthPx / 2);

        // Tight windows: the caller plans its crops by them.
        PixelRect bounds = grown.Mask.FindBounds();
        return new PreparedMask(
            grown.Mask.WithWindow(bounds), composite.WithWindow(bounds), grown.LargestPx, options.FeatherPx ?? grown.LargestPx / 2);
    }

    private static int GrowthPx(int area, MaskOptions options)
    {
        if (options.GrowPx is int pixels)
        {
            return pixels;
        }

        int growth = (int)Math.Round(options.GrowFraction * Math.Sqrt(area), MidpointRounding.AwayFromZero);
        return options.GrowFraction > 0 ? Math.Clamp(growth, 1, MaskGrow.MaxAutomaticPx) : 0;
    }

    private static void FillHoles(Mask mask, int limitPx)
    {
        if (limitPx == 0)
        {
            return;
        }

        var islands = ComponentLabels.Of(mask, value => value == 0, diagonal: false);
        float[] fill = new float[islands.Count + 1];
        for (int label = 1; label <= islands.Count; label++)
        {
            // The window is tight: an island at its edge is open to the outside or lies at the picture's border.
            bool isEnclosed = mask.Window.Inflate(-1).Contains(islands.BoundsOf(label));
            fill[label] = isEnclosed && islands.CountOf(label) <= limitPx ? 1f : 0f;
        }

        SoftenFill(mask, islands, fill);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = islands.Labels[i] > 0 ? fill[islands.Labels[i]] : mask.Values[i];
        }
    }

    // A hole in a soft brush stroke takes the stroke's value, not 1: the highest value on the hole's rim.
    private static void SoftenFill(Mask mask, ComponentLabels islands, float[] fill)
    {
        float[] rim = new float[fill.Length];
        int width = mask.Window.Width;
        for (int i = width; i < mask.Values.Length - width; i++)
        {
            int label = islands.Labels[i];
            if (label > 0 && fill[label] > 0)
            {
                float across = MathF.Max(mask.Values[i - 1], mask.Values[i + 1]);
                rim[label] = MathF.Max(rim[label], MathF.Max(across, MathF.Max(mask.Values[i - width], mask.Values[i + width])));
            }
        }

        for (int label = 1; label < fill.Length; label++)
        {
            fill[label] *= rim[label];
        }
    }

    private static void DropSpecks(Mask mask, int limitPx)
    {
        if (limitPx <= 1)
        {
            return;
        }

        var parts = ComponentLabels.Of(mask, value => value > 0, diagonal: true);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            if (parts.Labels[i] > 0 && parts.CountOf(parts.Labels[i]) < limitPx)
            {
                mask.Values[i] = 0f;
            }
        }
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
