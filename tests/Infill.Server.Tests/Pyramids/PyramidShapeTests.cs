using CsCheck;
using Infill.Imaging;
using Infill.Server.Pyramids;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Pyramids;

/// <summary>The geometry of tiles, without a picture.</summary>
public sealed class PyramidShapeTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(256, 256, 1)]
    [InlineData(257, 3, 2)]
    [InlineData(512, 100, 2)]
    [InlineData(513, 100, 3)]
    [InlineData(12000, 8000, 7)]
    public void Levels_OfASize_EndWithOneTile(int width, int height, int levels)
    {
        var shape = new PyramidShape(new PixelSize(width, height), Pictures.Rgb8);

        Assert.Equal(levels, shape.Levels);
        Assert.Equal((1, 1), shape.TilesOf(levels - 1));
    }

    [Fact]
    public void Tiles_OfAnySize_CoverEveryPixelOnceAndStandOneAfterTheOther() => Gen.Select(Gen.Int[1, 1500], Gen.Int[1, 1500]).Sample((width, height) =>
    {
        var shape = new PyramidShape(new PixelSize(width, height), Pictures.Rgb16);
        long next = 0;
        for (int level = 0; level < shape.Levels; level++)
        {
            PixelSize size = shape.SizeOf(level);
            (int columns, int rows) = shape.TilesOf(level);
            long covered = 0;
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    PixelRect tile = shape.Find(level, x, y)!.Value;
                    Assert.Equal((x * 256, y * 256), (tile.X, tile.Y));
                    Assert.True(size.Bounds.Contains(tile) && !tile.IsEmpty);
                    Assert.Equal(next, shape.OffsetOf(level, tile));
                    next += tile.Area * shape.Format.BytesPerPixel;
                    covered += tile.Area;
                }
            }

            Assert.Equal(size.Area, covered);
        }

        Assert.Equal(shape.Bytes, next);
    }, iter: 200);

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Find_TileThatIsNotThere_IsNull(int level, int x, int y) =>
        Assert.Null(new PyramidShape(new PixelSize(300, 200), Pictures.Rgb8).Find(level, x, y));
}
