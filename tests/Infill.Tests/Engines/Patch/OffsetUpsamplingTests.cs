using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class OffsetUpsamplingTests
{
    private static readonly PixelSize Size = new(81, 65);

    [Theory, InlineData(9, 0), InlineData(-9, 3), InlineData(0, -9)]
    public void Apply_OneCoarseOffset_IsDoubledWhereItFits(int dx, int dy)
    {
        (PatchScene fine, PatchScene coarse) = Scenes(new PixelRect(34, 26, 11, 9));
        coarse.MatchAllAt(dx, dy);

        Apply(coarse, fine);

        foreach (int target in fine.Level.Targets)
        {
            int doubled = target + (2 * dy << 16) + (2 * dx);
            Assert.True(fine.Level.IsSource[fine.Level.GridIndex(doubled)]);
            Assert.Equal(doubled, fine.State.Match[fine.Level.At(target)]);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Apply_RandomCoarseField_EveryMatchIsASource(uint seed)
    {
        // A hole in the corner, and specks that only the fine level sees: doubled offsets leave the frame or end beside a speck.
        (PatchScene fine, PatchScene coarse) = Scenes(
            new PixelRect(0, 40, 29, 25), new PixelRect(60, 10, 1, 1), new PixelRect(50, 31, 1, 1), new PixelRect(70, 50, 1, 1));
        coarse.Scatter(seed);

        Apply(coarse, fine);

        fine.AssertMatchesAreSources();
    }

    [Fact]
    public void Apply_OffsetOutOfTheFrame_IsClampedIntoIt()
    {
        (PatchScene fine, PatchScene coarse) = Scenes(new PixelRect(34, 26, 11, 9));
        coarse.MatchAllAt(23, 0);

        Apply(coarse, fine);

        foreach (int target in fine.Level.Targets)
        {
            int expected = Math.Min(PatchGrid.X(target) + 46, Size.Width - PatchGrid.Radius - 1 + PatchGrid.Pad);
            Assert.Equal(expected, PatchGrid.X(fine.State.Match[fine.Level.At(target)]));
        }
    }

    [Fact]
    public void Apply_SmallHoleThatTheCoarseLevelLost_StillGetsSources()
    {
        (PatchScene fine, PatchScene coarse) = Scenes(new PixelRect(34, 26, 11, 9), new PixelRect(4, 4, 1, 1));
        coarse.MatchAllAt(9, 0);

        Apply(coarse, fine);

        Assert.DoesNotContain(PatchScene.At(2, 2), coarse.Level.Targets);
        fine.AssertMatchesAreSources();
    }

    private static (PatchScene Fine, PatchScene Coarse) Scenes(params PixelRect[] holes)
    {
        Tile tile = TestTiles.Texture(Size, default);
        foreach (PixelRect hole in holes)
        {
            for (int i = 0; i < tile.Mask.Values.Length; i++)
            {
                tile.Mask.Values[i] += hole.Contains(i % Size.Width, i / Size.Width) ? 1f : 0f;
            }
        }

        FeaturePlanes planes = PatchPyramid.Halve(FeaturePlanes.FromTile(tile, 2f, PatchScene.AllThreads), PatchScene.AllThreads);
        var level = new PatchLevel(planes, PatchScene.AllThreads);
        return (PatchScene.Of(tile), new PatchScene(tile, level, new PatchState(level, null)));
    }

    private static void Apply(PatchScene coarse, PatchScene fine) =>
        OffsetUpsampling.Apply((coarse.Level, coarse.State), fine.Level, fine.State, PatchScene.Run(fine.Level));
}
