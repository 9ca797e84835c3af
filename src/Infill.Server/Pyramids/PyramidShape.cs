using Infill.Imaging;

namespace Infill.Server.Pyramids;

/// <summary>How a picture lies in tiles: level 0 is the picture itself, each further level half as large, the last is one tile. Pure integers.</summary>
/// <param name="Size">Size of the picture.</param>
/// <param name="Format">Its samples.</param>
internal sealed record PyramidShape(PixelSize Size, PixelFormat Format)
{
    /// <summary>Side of a tile in pixels; the last tiles of a row and of a column are what is left.</summary>
    public const int TilePx = 256;

    /// <summary>Number of levels, at least 1.</summary>
    public int Levels { get; } = CountLevels(Size);

    /// <summary>Bytes of all tiles of all levels.</summary>
    public long Bytes => Enumerable.Range(0, Levels).Sum(level => SizeOf(level).Area * Format.BytesPerPixel);

    /// <summary>Size of a level; halves are rounded up.</summary>
    public PixelSize SizeOf(int level) => new(Halve(Size.Width, level), Halve(Size.Height, level));

    /// <summary>Tiles per row and per column of a level.</summary>
    public (int Columns, int Rows) TilesOf(int level) => ((SizeOf(level).Width + TilePx - 1) / TilePx, (SizeOf(level).Height + TilePx - 1) / TilePx);

    /// <summary>The part of a level that a tile covers, or null if there is no such tile.</summary>
    /// <param name="level">0 = the picture itself.</param>
    /// <param name="x">Column of tiles, from 0.</param>
    /// <param name="y">Row of tiles, from 0.</param>
    public PixelRect? Find(int level, int x, int y)
    {
        if (level < 0 || level >= Levels || x < 0 || y < 0 || x >= TilesOf(level).Columns || y >= TilesOf(level).Rows)
        {
            return null;
        }

        PixelSize size = SizeOf(level);
        return new PixelRect(x * TilePx, y * TilePx, TilePx, TilePx).Intersect(size.Bounds);
    }

    /// <summary>Where a tile's samples begin, if all tiles stand one after the other: level by level, row by row.</summary>
    /// <param name="level">An existing level.</param>
    /// <param name="tile">What <see cref="Find"/> gave.</param>
    public long OffsetOf(int level, PixelRect tile)
    {
        long pixels = Enumerable.Range(0, level).Sum(below => SizeOf(below).Area);
        pixels += (long)tile.Y * SizeOf(level).Width;
        pixels += (long)tile.X * tile.Height;
        return pixels * Format.BytesPerPixel;
    }

    private static int CountLevels(PixelSize size)
    {
        int levels = 1;
        for (int side = Math.Max(size.Width, size.Height); side > TilePx; side = (side + 1) / 2)
        {
            levels++;
        }

        return levels;
    }

    private static int Halve(int side, int times)
    {
        for (int i = 0; i < times; i++)
        {
            side = (side + 1) / 2;
        }

        return side;
    }
}
