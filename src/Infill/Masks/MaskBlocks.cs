using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Cuts windows into blocks, so that work on distances takes the memory of a block and leaves empty blocks out.</summary>
internal static class MaskBlocks
{
    // 256² doubles are half a megabyte: the column pass of a distance transform stays in the cache.
    private const int LeastSide = 256;

    /// <summary>Blocks that cover the window once, row by row; at least twice as wide as <paramref name="reachPx"/>, which bounds the overlap's cost.</summary>
    /// <param name="window">What to cover.</param>
    /// <param name="reachPx">How far the work on a block looks beyond it.</param>
    public static IEnumerable<PixelRect> Of(PixelRect window, int reachPx)
    {
        int side = Math.Max(LeastSide, 2 * reachPx);
        for (int y = window.Y; y < window.Bottom; y += side)
        {
            for (int x = window.X; x < window.Right; x += side)
            {
                yield return new PixelRect(x, y, side, side).Intersect(window);
            }
        }
    }
}
