using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

public sealed class ShadowGrowthTests
{
    [Fact]
    public void Find_ObjectWithShadow_AddsItAndSaysSo()
    {
        ShadowGrowth growth = ShadowGrowth.Find(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), ShadowPictures.Object, withPenumbra: false, withReflections: true);

        Mask all = growth.AddTo(ShadowPictures.Object);
        Assert.Equal((1, 1), (growth.Objects, growth.Found.Count));
        MaskAssert.NowhereAbove(ShadowPictures.Object, all);
        Assert.True(ShadowPictures.Overlap(all, MaskCombine.Add(ShadowPictures.Object, ShadowPictures.Shadow)) > 0.85);
        Assert.StartsWith("A shadow of ", growth.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WithPenumbra_CoversMore()
    {
        Image image = ShadowPictures.Draw((0.5f, 0.5f, 0.5f));

        long hard = ShadowGrowth.Find(image, ShadowPictures.Object, withPenumbra: false, withReflections: true).Shadow.CountFilled();
        Mask soft = ShadowGrowth.Find(image, ShadowPictures.Object, withPenumbra: true, withReflections: true).Shadow;

        Assert.True(soft.CountFilled() > hard);
    }

    [Fact]
    public void Find_ObjectWithReflection_AddsItAndSaysSo()
    {
        ShadowGrowth growth = ShadowGrowth.Find(ReflectionPictures.Draw(0.5), ReflectionPictures.Object, withPenumbra: false, withReflections: true);

        Mask all = growth.AddTo(ReflectionPictures.Object);
        Assert.Single(growth.Reflections);
        MaskAssert.NowhereAbove(ReflectionPictures.Object, all);
        Assert.True(ShadowPictures.Overlap(all, MaskCombine.Add(ReflectionPictures.Object, ReflectionPictures.Mirrored)) > 0.85);
        Assert.Matches(@"A reflection of \d+ px added; it shows \d\d % of the object\.$", growth.Describe());
    }

    [Fact]
    public void Find_WithoutReflections_LooksForNone() =>
        Assert.Empty(ShadowGrowth.Find(ReflectionPictures.Draw(0.5), ReflectionPictures.Object, withPenumbra: false, withReflections: false).Reflections);

    [Fact]
    public void Find_NoShadowAndSpecks_LeavesTheMaskAsItIs()
    {
        Mask mask = MaskCombine.Add(ShadowPictures.Object, TestTiles.RectMask(ShadowPictures.Size, new PixelRect(5, 5, 3, 3)));

        ShadowGrowth growth = ShadowGrowth.Find(ShadowPictures.Draw((1, 1, 1)), mask, withPenumbra: true, withReflections: true);

        Assert.Equal(1, growth.Objects);
        MaskAssert.Same(mask, growth.AddTo(mask));
        Assert.Equal("No shadow or reflection stands out beside the object, so the mask is as it was.", growth.Describe());
    }
}
