using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskShrinkTests
{
    [Fact]
    public void Shrink_AnyMask_FollowsTheDefinition() => Gen.Select(TestMasks.Any, Gen.Int[1, 6]).Sample((mask, radius) =>
    {
        Mask expected = TestMasks.FromFunction(mask.Size, (x, y) => IsNearKept(mask, x, y, radius) ? 0f : mask[x, y]);

        MaskAssert.Same(expected, MaskShrink.Shrink(mask, radius));
    });

    [Fact]
    public void Shrink_ByNought_IsACopy() => TestMasks.Any.Sample(mask => MaskAssert.Same(mask, MaskShrink.Shrink(mask, 0)));

    [Fact]
    public void Shrink_GrownDisc_IsTheDiscAgain()
    {
        Mask disc = TestMasks.FromFunction(new PixelSize(61, 58), (x, y) => ((x - 30) * (x - 30)) + ((y - 28) * (y - 28)) <= 100 ? 1f : 0f);

        Mask back = MaskShrink.Shrink(MaskGrow.Grow(disc, 7), 7);

        // A disc of pixels is not quite convex, so closing it may fill single corners, and takes nothing away.
        MaskAssert.NowhereAbove(disc, back);
        Assert.InRange(back.CountFilled() - disc.CountFilled(), 0, 12);
    }

    [Fact]
    public void Shrink_MaskAtTheBorder_DoesNotShrinkFromThere()
    {
        Mask half = TestMasks.FromFunction(new PixelSize(20, 10), (x, _) => x < 8 ? 1f : 0f);

        MaskAssert.Same(TestMasks.FromFunction(half.Size, (x, _) => x < 5 ? 1f : 0f), MaskShrink.Shrink(half, 3));
    }

    [Theory, InlineData(-1), InlineData(513)]
    public void Shrink_RadiusOutsideTheRange_IsRefused(int radius) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskShrink.Shrink(TestMasks.Parse("#"), radius));

    private static bool IsNearKept(Mask mask, int x, int y, int radius)
    {
        for (int v = Math.Max(0, y - radius); v <= Math.Min(mask.Height - 1, y + radius); v++)
        {
            for (int u = Math.Max(0, x - radius); u <= Math.Min(mask.Width - 1, x + radius); u++)
            {
                if (((u - x) * (u - x)) + ((v - y) * (v - y)) <= radius * radius && 1f - mask[u, v] >= MaskGrow.HardValue)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
