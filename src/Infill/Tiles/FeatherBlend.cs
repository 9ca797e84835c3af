using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Linear mix of original and fill by the composite mask.</summary>
internal static class FeatherBlend
{
    /// <summary><c>original + m·(fill − original)</c>: exactly the original at m = 0, exactly the fill at m = 1.</summary>
    /// <param name="window">Original and mask m.</param>
    /// <param name="fill">What stands for the generated picture; the window's size. Not modified.</param>
    /// <remarks>Alpha mixes as above; colour mixes in proportion to alpha ("over" of premultiplied colours), so that
    /// the meaningless colour below a fully transparent pixel never shows.</remarks>
    internal static FloatImage Apply(BlendWindow window, FloatImage fill)
    {
        FloatImage joined = window.Original.Clone();
        int pixels = window.Hole.Length;
        for (int i = 0; i < pixels; i++)
        {
            float m = window.Weight[i];
            if (m <= 0)
            {
                continue;
            }

            float share = m >= 1 ? 1 : ShareOfColor(window.Original, fill, i, m);
            for (int c = 0; c < joined.Channels; c++)
            {
                int at = (c * pixels) + i;
                float t = c < BlendWindow.ColorPlanes ? share : m;
                joined.Values[at] = m >= 1 ? fill.Values[at] : Mix(joined.Values[at], fill.Values[at], t);
            }
        }

        return joined;
    }

    private static float Mix(float from, float to, float t) => Math.Clamp(from + (t * (to - from)), Math.Min(from, to), Math.Max(from, to));

    private static float ShareOfColor(FloatImage original, FloatImage fill, int pixel, float m)
    {
        float ofFill = m * BlendWindow.Opacity(fill, pixel);
        float ofOriginal = (1 - m) * BlendWindow.Opacity(original, pixel);
        return original.Channels <= BlendWindow.ColorPlanes || ofFill + ofOriginal <= 0 ? m : ofFill / (ofFill + ofOriginal);
    }
}
