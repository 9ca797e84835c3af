using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchTileCheckTests
{
    [Theory]
    [InlineData(32_752, 64, true), InlineData(32_753, 64, false), InlineData(64, 32_752, true), InlineData(64, 32_753, false)]
    [InlineData(65_520, 8, false), InlineData(20_000, 21_000, true), InlineData(21_000, 21_000, false)]
    public void FindSizeReason_Limits_AreThoseOfPackedPositionsAndArrays(int width, int height, bool fits) =>
        Assert.Equal(fits, PatchTileCheck.FindSizeReason(new PixelSize(width, height)) is null);

    [Theory, InlineData(32_753, 9), InlineData(9, 32_753)]
    public void Fill_SideBeyondPackedPositions_IsRefusedWithTheLimit(int width, int height)
    {
        Tile tile = TestTiles.From(new PixelSize(width, height), (c, x, y) => 0.5f, new PixelRect(4, 4, 1, 1));

        EngineException error = Assert.Throws<EngineException>(() => Fill(tile));

        Assert.Contains($"{width}×{height}", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 32,752 pixels a side", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(32_752, 9), InlineData(9, 32_752)]
    public void Fill_LongestSide_FillsAtItsFarEnd(int width, int height)
    {
        // The far end has the largest packed positions: an overflow would show as a refusal, a crash or a wrong colour.
        Tile tile = TestTiles.From(
            new PixelSize(width, height), (c, x, y) => x + y > 32_000 ? 0.7f : 0.2f, new PixelRect(width - 2, height - 2, 1, 1));
        Mask nearEnd = TestTiles.RectMask(tile.Image.Size, new PixelRect(0, 0, Math.Min(width, 32_600), Math.Min(height, 32_600)));

        EngineFill fill = Fill(tile with { Exclude = nearEnd });

        Assert.Equal(0.7f, fill.Image[0, width - 2, height - 2], 1e-3f);
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void Fill_NotFiniteOutsideTheHole_IsRefusedWithThePlace(float value)
    {
        Tile tile = TestTiles.Texture(new PixelSize(40, 30), new PixelRect(10, 10, 5, 5));
        tile.Image[1, 33, 7] = value;

        EngineException error = Assert.Throws<EngineException>(() => Fill(tile));

        Assert.Contains("(33, 7)", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(float.NaN), InlineData(float.NegativeInfinity)]
    public void Fill_NotFiniteInTheHole_DoesNotMatter(float value)
    {
        Tile tile = TestTiles.Texture(new PixelSize(60, 50), new PixelRect(20, 15, 14, 13));

        Assert.Equal(Fill(tile).Image.Values, Fill(TestTiles.WithObject(tile, value)).Image.Values);
    }

    [Fact]
    public void Fill_MasksThatStoreOnlyTheirWindow_AreTheSameMasks()
    {
        Tile whole = TestTiles.Texture(new PixelSize(60, 50), new PixelRect(20, 15, 9, 8)) with
        {
            Exclude = TestTiles.RectMask(new PixelSize(60, 50), new PixelRect(40, 3, 11, 30)),
            Unknown = TestTiles.RectMask(new PixelSize(60, 50), new PixelRect(3, 30, 6, 6)),
        };
        Tile windowed = whole with
        {
            Mask = Shrink(whole.Mask),
            Exclude = Shrink(whole.Exclude),
            Unknown = Shrink(whole.Unknown),
        };

        Assert.Equal(Fill(whole).Image.Values, Fill(windowed).Image.Values);
    }

    private static Mask Shrink(Mask mask) => mask.WithWindow(mask.FindBounds());

    private static EngineFill Fill(Tile tile)
    {
        using var engine = new PatchEngine();
        return engine.Fill(tile, new FillOptions(), null, TestContext.Current.CancellationToken);
    }
}
