using Infill.Imaging;

namespace Infill.Workflows;

/// <summary>Divides new borders into strips that each continue what is there already.</summary>
/// <remarks>A wide border filled at once has nothing to go by at its far side, and repeats itself.</remarks>
internal static class OutpaintStrips
{
    /// <summary>A strip is at most this share of the side that the picture has by then …</summary>
    public const double MaxShare = 0.25;

    /// <summary>… or this many pixels, if that is more.</summary>
    public const int MinWidthPx = 64;

    /// <summary>A strip reaches this far back over the strip before it, and fades in there.</summary>
    public const int OverlapPx = 16;

    /// <summary>The strips in order: sides first, over the original's rows; then top and bottom, over the whole new width.</summary>
    /// <param name="original">Where the original lies in the new canvas.</param>
    /// <param name="canvas">Size of the new canvas.</param>
    /// <returns>Rectangles of the new canvas that together hold every new pixel.</returns>
    public static IReadOnlyList<PixelRect> Plan(PixelRect original, PixelSize canvas)
    {
        var strips = new List<PixelRect>();
        PixelRect done = original;
        while (done.X > 0 || done.Right < canvas.Width)
        {
            int width = WidthFor(done.Width);
            done = Grow(strips, done, FromLeft(done, Math.Min(width, done.X)));
            done = Grow(strips, done, FromRight(done, Math.Min(width, canvas.Width - done.Right)));
        }

        while (done.Y > 0 || done.Bottom < canvas.Height)
        {
            int height = WidthFor(done.Height);
            done = Grow(strips, done, FromTop(done, Math.Min(height, done.Y)));
            done = Grow(strips, done, FromBottom(done, Math.Min(height, canvas.Height - done.Bottom)));
        }

        return strips;
    }

    private static int WidthFor(int side) => Math.Max(MinWidthPx, (int)(MaxShare * side));

    private static PixelRect FromLeft(PixelRect done, int added) => done with { X = done.X - added, Width = added };

    private static PixelRect FromRight(PixelRect done, int added) => done with { X = done.Right, Width = added };

    private static PixelRect FromTop(PixelRect done, int added) => done with { Y = done.Y - added, Height = added };

    private static PixelRect FromBottom(PixelRect done, int added) => done with { Y = done.Bottom, Height = added };

    // The overlap is clipped to what is done: it must not reach over a corner into pixels that no strip has filled yet.
    private static PixelRect Grow(List<PixelRect> strips, PixelRect done, PixelRect strip)
    {
        if (strip.IsEmpty)
        {
            return done;
        }

        PixelRect all = done.Union(strip);
        PixelRect withOverlap = strip.Inflate(OverlapPx).Intersect(all);
        strips.Add(withOverlap);
        return all;
    }
}
