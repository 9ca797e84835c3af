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

    /// <summary>Sets 8-connected parts of fewer than <paramref name="limitPx"/> pixels to 0.</summary>
    public static void DropSpecks(Mask mask, int limitPx)
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
}
