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

    [Theory, InlineData(3), InlineData(64), InlineData(200)]
    public void GrowAndFeather_MaskOfManyBlocks_EqualOneTransformOfAll(int radius)
    {
        Mask mask = TestMasks.FromFunction(new PixelSize(1001, 611), (x, y) => (x - 300) * (y - 250) % 977 == 5 || Math.Abs(x - y) > 560 ? 1f : 0f);
        Mask kept = TestMasks.FromFunction(mask.Size, (x, y) => 1f - mask[x, y]);
        float[] distance = DistanceTransform.ToKept(kept);
        Mask expected = mask.Clone();
        for (int i = 0; i < distance.Length; i++)
        {
            expected.Values[i] = distance[i] <= radius ? 1f : 0f;
        }

        Mask grown = MaskGrow.Grow(mask, radius);
        MaskAssert.Same(expected, grown);
        Mask faded = MaskFeather.FeatherInwards(grown, radius);

        float[] inside = DistanceTransform.ToKept(expected);
        for (int i = 0; i < inside.Length; i++)
        {
            expected.Values[i] *= MathF.Min(1f, inside[i] / (radius + 1));
        }

        MaskAssert.Same(expected, faded);
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
