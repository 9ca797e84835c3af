using Infill.Imaging;

namespace Infill.Server.Pyramids;

/// <summary>Puts changed tiles into a mask.</summary>
internal static class MaskPatch
{
    /// <summary>The mask with the tiles in place of what was there; everything else stays.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="tiles">Where each lies, and its values, of that size.</param>
    public static Mask Apply(Mask mask, IReadOnlyList<(PixelRect Rect, Mask Tile)> tiles)
    {
        PixelRect window = tiles.Aggregate(mask.Window, (all, tile) => all.Union(tile.Rect));
        Mask patched = mask.WithWindow(window);
        foreach ((PixelRect rect, Mask tile) in tiles)
        {
            Mask whole = tile.WithWindow(tile.Size.Bounds);
            for (int y = 0; y < rect.Height; y++)
            {
                whole.WindowRow(y).CopyTo(patched.WindowRow(rect.Y + y - patched.Window.Y)[(rect.X - patched.Window.X)..]);
            }
        }

        return patched.WithWindow(patched.FindBounds());
    }
}
