using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskGrowTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(7), InlineData(512)]
    public void Grow_OnePixel_MakesTheExactDisc(int radius)
    {
        var mask = new Mask(new PixelSize(31, 22));
        mask[20, 4] = 1f;

        Mask grown = MaskGrow.Grow(mask, radius);

        MaskAssert.Same(
            TestMasks.FromFunction(mask.Size, (x, y) => ((x - 20) * (x - 20)) + ((y - 4) * (y - 4)) <= radius * radius ? 1f : 0f), grown);
    }

    [Theory, InlineData(-1), InlineData(513)]
    public void Grow_RadiusOutsideTheRange_IsRefused(int radius) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskGrow.Grow(TestMasks.Parse("#"), radius));

    [Theory, InlineData(0), InlineData(1), InlineData(8), InlineData(512)]
    public void FeatherInwards_AnyRadius_NeverExceedsTheMask(int radius)
    {
        Mask disc = TestMasks.Disc(width: 41, height: 30, radius: 10);   // every edge direction occurs

        Mask soft = MaskFeather.FeatherInwards(disc, radius);

        MaskAssert.NowhereAbove(soft, disc);
        MaskAssert.ZeroExactlyWhereKept(soft, disc);
    }

    [Fact]
    public void FeatherInwards_Edge_RisesByEqualSteps()
    {
        Mask half = TestTiles.RectMask(new PixelSize(9, 1), new PixelRect(3, 0, 6, 1));

        Mask soft = MaskFeather.FeatherInwards(half, 3);

        Assert.Equal([0f, 0f, 0f, 0.25f, 0.5f, 0.75f, 1f, 1f, 1f], soft.Values);
    }

    [Theory, InlineData(-1), InlineData(513)]
    public void FeatherInwards_RadiusOutsideTheRange_IsRefused(int radius) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskFeather.FeatherInwards(TestMasks.Parse("#"), radius));
}
