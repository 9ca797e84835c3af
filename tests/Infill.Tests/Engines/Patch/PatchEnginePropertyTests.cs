using CsCheck;
using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchEnginePropertyTests
{
    private static readonly Gen<(PixelSize Size, PixelRect Hole, int Channels, int Seed)> Cases =
        from width in Gen.Int[1, 90]
        from height in Gen.Int[1, 90]
        from left in Gen.Int[0, width - 1]
        from top in Gen.Int[0, height - 1]
        from holeWidth in Gen.Int[1, Math.Min(30, width - left)]
        from holeHeight in Gen.Int[1, Math.Min(30, height - top)]
        from channels in Gen.Int[3, 4]
        from seed in Gen.Int[0, int.MaxValue]
        select (new PixelSize(width, height), new PixelRect(left, top, holeWidth, holeHeight), channels, seed);

    [Fact]
    public void Fill_AnySizeAndHole_KeepsKnownPixelsAndStaysInRange() => Cases.Sample(
        sample =>
        {
            Tile tile = TestTiles.From(
                sample.Size, (c, x, y) => c == 3 ? 0.5f + (0.5f * (x % 2)) : ((x * 7) + (y * 13) + c) % 11 / 11f, sample.Hole, sample.Channels);
            FloatImage original = tile.Image.Clone();
            using var engine = new PatchEngine();
            EngineFill fill;
            try
            {
                fill = engine.Fill(tile, new FillOptions { Seed = sample.Seed }, null, CancellationToken.None);
            }
            catch (EngineException error)
            {
                Assert.Contains("nothing to copy from", error.Message, StringComparison.Ordinal);
                return;
            }

            Assert.Equal(original.Values, tile.Image.Values);
            Assert.All(fill.Image.Values, value => Assert.InRange(value, 0f, 1f));
            for (int i = 0; i < tile.Mask.Values.Length; i++)
            {
                if (tile.Mask.Values[i] == 0)
                {
                    Assert.Equal(-1, fill.Sources![i]);
                    for (int c = 0; c < sample.Channels; c++)
                    {
                        Assert.Equal(original.Plane(c)[i], fill.Image.Plane(c)[i]);
                    }
                }
                else
                {
                    Assert.Equal(0f, tile.Mask.Values[fill.Sources![i]]);
                    Assert.InRange(fill.Confidence!.Values[i], 0f, 1f);
                }
            }
        },
        iter: 150);
}
