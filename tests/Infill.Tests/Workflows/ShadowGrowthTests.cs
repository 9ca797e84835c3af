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
        ShadowGrowth growth = ShadowGrowth.Find(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), ShadowPictures.Object, withPenumbra: false);

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

        long hard = ShadowGrowth.Find(image, ShadowPictures.Object, withPenumbra: false).Shadow.CountFilled();
        Mask soft = ShadowGrowth.Find(image, ShadowPictures.Object, withPenumbra: true).Shadow;

        Assert.True(soft.CountFilled() > hard);
    }

    [Fact]
    public void Find_NoShadowAndSpecks_LeavesTheMaskAsItIs()
    {
        Mask mask = MaskCombine.Add(ShadowPictures.Object, TestTiles.RectMask(ShadowPictures.Size, new PixelRect(5, 5, 3, 3)));

        ShadowGrowth growth = ShadowGrowth.Find(ShadowPictures.Draw((1, 1, 1)), mask, withPenumbra: true);

        Assert.Equal(1, growth.Objects);
        MaskAssert.Same(mask, growth.AddTo(mask));
        Assert.Equal("No shadow stands out beside the object, so the mask is as it was.", growth.Describe());
    }
}
