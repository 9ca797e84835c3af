using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Masks of rectangles.</summary>
internal static class Holes
{
    public static Mask Of(int width, int height, params PixelRect[] rects)
    {
        PixelRect window = rects.Aggregate(default(PixelRect), (all, rect) => all.Union(rect));
        var mask = new Mask(new PixelSize(width, height), window);
        foreach (PixelRect rect in rects)
        {
            Paint(mask, rect, 1f);
        }

        return mask;
    }

    public static void Paint(Mask mask, PixelRect rect, float value)
    {
        for (int y = rect.Y; y < rect.Bottom; y++)
        {
            mask.WindowRow(y - mask.Window.Y).Slice(rect.X - mask.Window.X, rect.Width).Fill(value);
        }
    }
}
