using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchEngineDeterminismTests
{
    private static readonly PixelSize Size = new(149, 113);

    [Fact]
    public void Fill_EverythingAtOnce_GivesTheSameBytesForAnyThreadsAndRun()
    {
        Tile tile = Everything(channels: 4);
        float[] original = [.. tile.Image.Values];

        EngineFill first = Fill(tile, threads: 1);

        foreach (int threads in (int[])[1, 2, 0])
        {
            EngineFill again = Fill(tile, threads);
            Assert.Equal(first.Image.Values, again.Image.Values);
            Assert.Equal(first.Confidence!.Values, again.Confidence!.Values);
            Assert.Equal(first.Sources, again.Sources);
            Assert.Equal(first.Warnings, again.Warnings);
        }

        Assert.Equal(original, tile.Image.Values);
    }

    [Fact]
    public void Fill_EverythingAtOnce_KeepsItsContract()
    {
        Tile tile = Everything(channels: 3);

        EngineFill fill = Fill(tile, threads: 0);

        EngineFillCheck.Require("patch", tile, fill);
        for (int i = 0; i < tile.Mask.Values.Length; i++)
        {
            if (tile.Mask.Values[i] > 0)
            {
                int source = fill.Sources![i];
                Assert.True(tile.Mask.Values[source] + tile.Exclude!.Values[source] + tile.Unknown!.Values[source] == 0, $"pixel {i} from {source}");
            }
            else
            {
                Assert.Equal(-1, fill.Sources![i]);
                Assert.Equal(tile.Image.Values[i], fill.Image.Values[i]);
            }
        }
    }

    [Fact]
    public void Fill_OnlyANarrowFrameIsKnown_CopiesFromIt()
    {
        // 7×7 patches fit into a frame of 10 pixels, but not into the half of it.
        Tile tile = TestTiles.Texture(new PixelSize(44, 44), new PixelRect(10, 10, 24, 24));
        using var engine = new PatchEngine(new PatchSettings { MinSources = 100 });

        EngineFill fill = engine.Fill(tile, new FillOptions(), null, TestContext.Current.CancellationToken);

        EngineFillCheck.Require("patch", tile, fill);
        Assert.NotEqual(-1, fill.Sources![(20 * 44) + 20]);
    }

    [Fact]
    public void Fill_AllIsHole_SaysThatThereIsNothingToCopyFrom()
    {
        Tile tile = TestTiles.Texture(new PixelSize(50, 41), new PixelRect(0, 0, 50, 41));

        EngineException error = Assert.Throws<EngineException>(() => Fill(tile, 0));

        Assert.Contains("nothing to copy from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_AllIsExcluded_SaysSo()
    {
        Tile tile = TestTiles.Texture(new PixelSize(50, 41), new PixelRect(10, 10, 5, 5));

        EngineException error = Assert.Throws<EngineException>(
            () => Fill(tile with { Exclude = TestTiles.RectMask(tile.Image.Size, tile.Image.Size.Bounds) }, 0));

        Assert.Contains("exclude less", error.Message, StringComparison.Ordinal);
    }

    // Odd sizes; a soft hole at the left border; exclusion, another region's hole and a bent guide line.
    private static Tile Everything(int channels)
    {
        Tile tile = TestTiles.From(
            Size,
            (c, x, y) => c == 3 ? 0.6f + (0.4f * PatchScene.Unit(3, x / 9)) : 0.3f + (0.4f * PatchScene.Unit((uint)(c + 1), (y / 3 * 500) + (x / 3))),
            new PixelRect(0, 41, 33, 27),
            channels);
        for (int y = 38; y < 41; y++)
        {
            tile.Mask.WindowRow(y)[..30].Fill(0.25f * (y - 37));
        }

        return tile with
        {
            Exclude = TestTiles.RectMask(Size, new PixelRect(90, 0, 59, 30)),
            Unknown = TestTiles.RectMask(Size, new PixelRect(28, 60, 21, 17)),
            Guides = [new GuideLine([(5, 50), (20, 57.5), (70, 55)])],
        };
    }

    private static EngineFill Fill(Tile tile, int threads)
    {
        using var engine = new PatchEngine();
        return engine.Fill(tile, new FillOptions { Seed = 9, Threads = threads }, null, TestContext.Current.CancellationToken);
    }
}
