using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchPyramidTests
{
    [Theory, InlineData(31, 22), InlineData(30, 23), InlineData(1, 1), InlineData(2, 9)]
    public void Halve_RandomStates_JoinsFourChildrenByTheRule(int width, int height)
    {
        FeaturePlanes fine = Random(new PixelSize(width, height));

        FeaturePlanes coarse = PatchPyramid.Halve(fine, PatchScene.AllThreads);

        Assert.Equal(new PixelSize((width + 1) / 2, (height + 1) / 2), coarse.Features.Size);
        for (int i = 0; i < coarse.States.Length; i++)
        {
            int[] children = [.. Children(fine.Features.Size, i % coarse.Features.Width, i / coarse.Features.Width)];
            PixelState expected = children.Count(c => fine.States[c] == PixelState.Known) >= 2 ? PixelState.Known
                : children.Any(c => fine.States[c] == PixelState.Hole) ? PixelState.Hole : PixelState.Unknown;
            Assert.Equal(expected, coarse.States[i]);
            Assert.Equal(children.Any(c => fine.Blocked[c]), coarse.Blocked[i]);
        }
    }

    [Fact]
    public void Halve_KnownPixels_AreABinomialMeanOfKnownPixels()
    {
        FeaturePlanes fine = Random(new PixelSize(31, 22));
        int[] taps = [1, 3, 3, 1];

        FeaturePlanes coarse = PatchPyramid.Halve(fine, PatchScene.AllThreads);

        // Away from the border, where nothing is clamped.
        for (int y = 1; y < coarse.Features.Height - 1; y++)
        {
            for (int x = 1; x < coarse.Features.Width - 1; x++)
            {
                double sum = 0, weight = 0;
                for (int k = 0; k < 16; k++)
                {
                    int u = (2 * x) - 1 + (k % 4), v = (2 * y) - 1 + (k / 4);
                    double tap = fine.States[(v * 31) + u] == PixelState.Known ? taps[k % 4] * taps[k / 4] : 0;
                    sum += tap * fine.Features[0, u, v];
                    weight += tap;
                }

                Assert.Equal(weight == 0 ? 0 : sum / weight, coarse.Features[0, x, y], 1e-3);
            }
        }
    }

    private static FeaturePlanes Random(PixelSize size)
    {
        Tile tile = TestTiles.Texture(size, default) with { Unknown = new Mask(size), Exclude = new Mask(size) };
        for (int i = 0; i < tile.Mask.Values.Length; i++)
        {
            tile.Mask.Values[i] = PatchScene.Bits(1, i) % 3 == 0 ? 1f : 0f;
            tile.Unknown!.Values[i] = PatchScene.Bits(2, i) % 3 == 0 ? 1f : 0f;
            tile.Exclude!.Values[i] = PatchScene.Bits(3, i) % 9 == 0 ? 1f : 0f;
        }

        return FeaturePlanes.FromTile(tile, 2f, PatchScene.AllThreads);
    }

    // The last row and column of an odd size count twice.
    private static IEnumerable<int> Children(PixelSize fine, int x, int y) =>
        from v in (int[])[2 * y, Math.Min((2 * y) + 1, fine.Height - 1)]
        from u in (int[])[2 * x, Math.Min((2 * x) + 1, fine.Width - 1)]
        select (v * fine.Width) + u;
}
