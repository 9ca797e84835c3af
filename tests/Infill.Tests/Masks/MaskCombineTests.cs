using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskCombineTests
{
    [Fact]
    public void AddAndSubtract_AnyWindows_FollowTheFormulas() => Gen.Select(TestMasks.Any, TestMasks.Any).Sample((first, other) =>
    {
        Mask second = TestMasks.FromFunction(first.Size, (x, y) => other[x, y]).WithWindow(other.FindBounds());

        MaskAssert.Same(TestMasks.FromFunction(first.Size, (x, y) => MathF.Max(first[x, y], second[x, y])), MaskCombine.Add(first, second));
        MaskAssert.Same(TestMasks.FromFunction(first.Size, (x, y) => MathF.Min(second[x, y], 1f - first[x, y])), MaskCombine.Subtract(second, first));
    });

    [Fact]
    public void IntersectAndInvert_AnyWindows_FollowTheFormulas() => Gen.Select(TestMasks.Any, TestMasks.Any).Sample((first, other) =>
    {
        Mask second = TestMasks.FromFunction(first.Size, (x, y) => other[x, y]).WithWindow(other.FindBounds());

        MaskAssert.Same(TestMasks.FromFunction(first.Size, (x, y) => MathF.Min(first[x, y], second[x, y])), MaskCombine.Intersect(first, second));
        MaskAssert.Same(TestMasks.FromFunction(first.Size, (x, y) => 1f - second[x, y]), MaskCombine.Invert(second));
    });

    [Fact]
    public void AddAndSubtract_OtherSize_NameBothSizes()
    {
        Mask first = new(new PixelSize(3, 2)), second = new(new PixelSize(2, 3));

        Assert.Contains("3×2 and 2×3", Assert.Throws<ArgumentException>(() => MaskCombine.Add(first, second)).Message, StringComparison.Ordinal);
        Assert.Contains("3×2 and 2×3", Assert.Throws<ArgumentException>(() => MaskCombine.Subtract(first, second)).Message, StringComparison.Ordinal);
    }
}
