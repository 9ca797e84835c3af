using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class GuideFieldTests
{
    private static readonly PixelSize Size = new(121, 91);
    private static readonly PixelRect Hole = new(50, 35, 21, 21);

    [Fact]
    public void Build_NoLines_IsNull() => Assert.Null(Field().Guide);

    [Fact]
    public void SourcesFor_HorizontalLine_AreTheSourcesOfTheSameRow()
    {
        (PatchLevel level, GuideField? guide) = Field([(0, 45.5), (121, 45.5)]);

        foreach (int target in level.Targets)
        {
            int y = PatchGrid.Y(target) - PatchGrid.Pad;
            int[] expected = Math.Abs(y - 45) < 6 ? [.. level.Sources.Where(s => PatchGrid.Y(s) == PatchGrid.Y(target))] : [];
            Assert.Equal(expected, guide!.SourcesFor(target).ToArray());
        }
    }

    [Fact]
    public void Misfit_BothSidesOfALine_AreToldApart()
    {
        (_, GuideField? guide) = Field([(0, 45.5), (121, 45.5)]);
        int above = PatchScene.At(60, 42), far = PatchScene.At(60, 38);

        Assert.Equal(0f, guide!.Misfit(above, PatchScene.At(20, 42)));
        Assert.Equal(0f, guide.Misfit(above, PatchScene.At(20, 43)));
        Assert.Equal(1f, guide.Misfit(above, PatchScene.At(20, 48)));
        Assert.Equal(1f, guide.Misfit(above, PatchScene.At(20, 10)));
        Assert.Equal(0f, guide.Misfit(far, PatchScene.At(20, 10)));
    }

    [Fact]
    public void Build_LineInsideTheHole_ReachesThirtyTwoPixelsBeyondItsEnds()
    {
        (_, GuideField? guide) = Field([(54, 45.5), (66, 45.5)]);

        int[] columns = [.. guide!.SourcesFor(PatchScene.At(60, 45)).ToArray().Select(s => PatchGrid.X(s) - PatchGrid.Pad).Distinct().Order()];

        // Half a pixel beyond its tip still rounds to a distance of 0.
        Assert.Equal(54 - 32 - 1, columns[0]);
        Assert.Equal(66 + 32, columns[^1]);
    }

    [Fact]
    public void Build_HalfSize_ReachesTheSameSources()
    {
        GuideLine line = new([(54, 45.5), (66, 45.5)]);
        Tile tile = TestTiles.Texture(Size, Hole);
        FeaturePlanes planes = PatchPyramid.Halve(FeaturePlanes.FromTile(tile, 2f, PatchScene.AllThreads), PatchScene.AllThreads);
        var level = new PatchLevel(planes, PatchScene.AllThreads);

        GuideField guide = GuideField.Build([line], level, scale: 2)!;

        int[] columns = [.. guide.SourcesFor(PatchScene.At(30, 22)).ToArray().Select(s => PatchGrid.X(s) - PatchGrid.Pad).Distinct().Order()];
        Assert.Equal(11, columns[0]);
        Assert.Equal(48, columns[^1]);
    }

    [Fact]
    public void SourcesFor_LineWithABend_KeepTheirDistanceToIt()
    {
        (double X, double Y)[] bend = [(10, 45.5), (60.5, 45.5), (60.5, 85)];
        (PatchLevel level, GuideField? guide) = Field(bend);

        // Inside the bend, 2 px from it: sources lie 2 px under the first leg or 2 px left of the second.
        int[] inside = guide!.SourcesFor(PatchScene.At(55, 47)).ToArray();
        Assert.Contains(PatchScene.At(58, 80), inside);
        Assert.Contains(PatchScene.At(20, 47), inside);
        Assert.DoesNotContain(PatchScene.At(62, 80), inside);

        // Outside it, around the corner: over the first leg or right of the second.
        int[] outside = guide.SourcesFor(PatchScene.At(55, 43)).ToArray();
        Assert.Contains(PatchScene.At(62, 80), outside);
        Assert.Contains(PatchScene.At(20, 43), outside);
        Assert.DoesNotContain(PatchScene.At(58, 80), outside);
        Assert.All(level.Targets, t => Assert.All(guide.SourcesFor(t).ToArray(), s => Assert.Equal(0f, guide.Misfit(t, s))));
    }

    [Fact]
    public void Build_PointGivenTwice_IsTheSameLine()
    {
        (PatchLevel level, GuideField? once) = Field([(54, 45.5), (60, 47), (66, 45.5)]);
        (_, GuideField? twice) = Field([(54, 45.5), (54, 45.5), (60, 47), (60, 47), (66, 45.5), (66, 45.5)]);

        Assert.Contains(level.Targets, t => once!.SourcesFor(t).Length > 0);
        Assert.All(level.Targets, t => Assert.Equal(once!.SourcesFor(t).ToArray(), twice!.SourcesFor(t).ToArray()));
    }

    [Fact]
    public void Build_OnePointOnly_LeadsNothing()
    {
        (PatchLevel level, GuideField? guide) = Field([(60, 45), (60, 45)]);

        Assert.All(level.Targets, t => Assert.Equal(0, guide!.SourcesFor(t).Length));
        Assert.All(level.Targets, t => Assert.Equal(0f, guide!.Misfit(t, level.Sources[0])));
    }

    [Theory, InlineData(-1e9, -1e9, 1e9, 1e9), InlineData(500, 500, 900, 600)]
    public void Build_LineOutsideTheTile_DoesNoHarm(double fromX, double fromY, double toX, double toY)
    {
        (PatchLevel level, GuideField? guide) = Field([(fromX, fromY), (toX, toY)]);

        Assert.All(level.Targets, t => Assert.InRange(guide!.Misfit(t, level.Sources[0]), 0f, 1f));
    }

    private static (PatchLevel Level, GuideField? Guide) Field(params (double X, double Y)[][] lines)
    {
        PatchScene scene = PatchScene.Of(TestTiles.Texture(Size, Hole) with { Guides = [.. lines.Select(p => new GuideLine(p))] });
        return (scene.Level, scene.State.Guide);
    }
}
