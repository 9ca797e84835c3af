using CsCheck;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchLevelTests
{
    private static readonly ParallelOptions Parallel = new();

    [Fact]
    public void Sets_RandomHoles_MatchTheirDefinition() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 1 << 20]).Sample(
            (width, height, seed) =>
            {
                Tile tile = RandomTile(new PixelSize(width, height), (uint)seed);
                FeaturePlanes planes = FeaturePlanes.FromTile(tile, 2f, Parallel);
                if (tile.Mask.CountFilled() == 0)
                {
                    return;
                }

                var level = new PatchLevel(planes, Parallel);

                HashSet<int> targets = [.. level.Targets], sources = [.. level.Sources];
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        int position = PatchGrid.Pack(x + PatchGrid.Pad, y + PatchGrid.Pad);
                        Assert.Equal(Patch(tile, x, y).Any(v => v == 1f), targets.Contains(position));
                        Assert.Equal(
                            Patch(tile, x, y).Count() == 49 && Patch(tile, x, y).All(v => v == 0f), sources.Contains(position));
                    }
                }
            },
            iter: 100);

    [Fact]
    public void Halve_HoleContent_NeverReachesAKnownPixel()
    {
        var size = new PixelSize(61, 47);
        Tile tile = TestTiles.Texture(size, new PixelRect(20, 15, 17, 12));
        FeaturePlanes dark = FeaturePlanes.FromTile(TestTiles.WithObject(tile, 0f), 2f, Parallel);
        FeaturePlanes bright = FeaturePlanes.FromTile(TestTiles.WithObject(tile, 1f), 2f, Parallel);

        for (int level = 0; level < 4; level++)
        {
            for (int i = 0; i < dark.States.Length; i++)
            {
                for (int c = 0; c < PatchGrid.Channels && dark.States[i] == PixelState.Known; c++)
                {
                    Assert.Equal(dark.Features.Plane(c)[i], bright.Features.Plane(c)[i]);
                }
            }

            (dark, bright) = (PatchPyramid.Halve(dark, Parallel), PatchPyramid.Halve(bright, Parallel));
        }
    }

    [Fact]
    public void Halve_ConstantPicture_StaysConstant()
    {
        Tile tile = TestTiles.From(new PixelSize(33, 21), (c, x, y) => 0.4f, new PixelRect(10, 8, 3, 3));
        FeaturePlanes fine = FeaturePlanes.FromTile(tile, 2f, Parallel);

        FeaturePlanes coarse = PatchPyramid.Halve(fine, Parallel);

        Assert.Equal(new PixelSize(17, 11), coarse.Features.Size);
        float lightness = fine.Features.Plane(0)[0];
        for (int i = 0; i < coarse.States.Length; i++)
        {
            if (coarse.States[i] == PixelState.Known)
            {
                Assert.Equal(lightness, coarse.Features.Plane(0)[i], 1e-4f);
            }
        }
    }

    [Fact]
    public void Distance_HolePixels_CountToTheNearestKnownOne()
    {
        Tile tile = TestTiles.Texture(new PixelSize(40, 40), new PixelRect(10, 12, 9, 9));
        var level = new PatchLevel(FeaturePlanes.FromTile(tile, 2f, Parallel), Parallel);

        int centre = level.At(PatchGrid.Pack(14 + PatchGrid.Pad, 16 + PatchGrid.Pad));
        int corner = level.At(PatchGrid.Pack(10 + PatchGrid.Pad, 12 + PatchGrid.Pad));

        Assert.Equal(5f, level.Distance[centre]);
        Assert.Equal(1f, level.Distance[corner]);
        Assert.Equal(81, level.HoleAt.Length);
    }

    [Fact]
    public void Vote_EveryMatchAtOneOffset_CopiesThatArea()
    {
        Tile tile = TestTiles.Texture(new PixelSize(60, 50), new PixelRect(20, 20, 8, 7));
        var level = new PatchLevel(FeaturePlanes.FromTile(tile, 2f, Parallel), Parallel);
        var state = new PatchState(level, null);
        foreach (int target in level.Targets)
        {
            state.Match[level.At(target)] = target + 20;
        }

        PatchVote.Apply(level, state, temperature: 1f, width: 1.5f, Parallel);

        FloatImage guess = state.ReadGuess(level);
        foreach (int at in level.HoleAt)
        {
            int position = level.Position(at);
            int x = PatchGrid.X(position) - level.Box.X - PatchGrid.Pad, y = PatchGrid.Y(position) - level.Box.Y - PatchGrid.Pad;
            Assert.Equal(level.Features[level.FeatureIndex(position + 20)], guess[0, x, y], 1e-3f);
        }
    }

    private static IEnumerable<float> Patch(Tile tile, int centreX, int centreY)
    {
        for (int y = centreY - 3; y <= centreY + 3; y++)
        {
            for (int x = centreX - 3; x <= centreX + 3; x++)
            {
                if (tile.Image.Size.Bounds.Contains(x, y))
                {
                    yield return tile.Mask[x, y];
                }
            }
        }
    }

    private static Tile RandomTile(PixelSize size, uint seed)
    {
        Tile tile = TestTiles.Texture(size, default);
        for (int i = 0; i < tile.Mask.Values.Length; i++)
        {
            tile.Mask.Values[i] = Infill.Diffusion.CounterRandom.Bits(seed, (uint)i) % 97 == 0 ? 1f : 0f;
        }

        return tile;
    }
}
