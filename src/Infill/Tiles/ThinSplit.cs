using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Cuts long thin holes (wires, scratches, frames) into blocks, so that a wire across a photo does not make the photo one tile.</summary>
/// <remarks>The bounding box of a wire says nothing about how far an engine must look; its thickness does.
/// Blocks run in order on the current canvas, and the pixels next to a cut are unknown to the first of two blocks.</remarks>
internal static class ThinSplit
{
    /// <summary>Contexts up to this many pixels are never cut: a tile of 2048×2048 is cheap.</summary>
    public const long WholeContextPx = 1L << 22;

    /// <summary>A hole is thin if its longer side is more than this many times its mean thickness.</summary>
    public const int ThinRatio = 8;

    /// <summary>Least side of a block in pixels.</summary>
    public const int MinBlockPx = 256;

    /// <summary>The part itself, or its blocks from the top left to the bottom right.</summary>
    /// <param name="part">A connected hole.</param>
    /// <param name="contextArea">Pixels of the context that the whole part would get.</param>
    public static IEnumerable<HolePart> Cut(HolePart part, long contextArea)
    {
        if (contextArea <= WholeContextPx || part.LongerSide <= ThinRatio * part.Thickness)
        {
            return [part];
        }

        int block = Math.Max(MinBlockPx, (int)(ThinRatio * part.Thickness));
        return Blocks(part, block);
    }

    private static IEnumerable<HolePart> Blocks(HolePart part, int block)
    {
        var cells = new SortedDictionary<(int Row, int Column), List<PixelRun>>();
        foreach (PixelRun run in part.Runs)
        {
            int row = (run.Y - part.Bounds.Y) / block;
            for (int x = run.X; x < run.Right;)
            {
                int column = (x - part.Bounds.X) / block;
                int end = Math.Min(run.Right, part.Bounds.X + ((column + 1) * block));
                if (!cells.TryGetValue((row, column), out List<PixelRun>? runs))
                {
                    cells.Add((row, column), runs = []);
                }

                runs.Add(new PixelRun(x, run.Y, end - x));
                x = end;
            }
        }

        return cells.Values.Select(HolePart.FromRuns);
    }
}
