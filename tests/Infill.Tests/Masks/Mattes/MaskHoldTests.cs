using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Mattes;

public sealed class MaskHoldTests
{
    private const int Band = 3;

    private static readonly PixelSize Size = new(40, 20);
    private static readonly float[] Mask = [.. Enumerable.Range(0, (int)Size.Area).Select(i => i % Size.Width < 20 ? 1f : 0f)];

    [Fact]
    public void Of_FarFromTheEdge_IsNothing()
    {
        float[] hold = new MaskHold(TwoColours(), Mask, Band).Of(HoldWeights.Trial);

        Assert.All(Enumerable.Range(0, hold.Length), i => Assert.Equal(i % Size.Width is >= 17 and < 23, hold[i] > 0));
    }

    [Fact]
    public void Of_ColoursThatOverlap_HoldsMoreThanOfColoursApart()
    {
        float apart = new MaskHold(TwoColours(), Mask, Band).Of(HoldWeights.Trial)[(9 * Size.Width) + 19];
        float noise = new MaskHold(Noise(), Mask, Band).Of(HoldWeights.Trial)[(9 * Size.Width) + 19];

        Assert.True(noise > 0.9f && apart < 0.1f, $"{noise:0.00} {apart:0.00}");
    }

    [Fact]
    public void Of_RoughMask_LeavesItToTheColours()
    {
        float[] hold = new MaskHold(Noise(), Mask, Band).Of(HoldWeights.Rough);

        Assert.All(hold, value => Assert.InRange(value, 0f, 0.15f));
        Assert.True(hold[(9 * Size.Width) + 17] > hold[(9 * Size.Width) + 19], "the band's border is held more");
    }

    [Fact]
    public void Of_SoftMaskOfANetwork_IsUnknownWhereItIsUnsure()
    {
        float[] soft = [.. Enumerable.Range(0, (int)Size.Area).Select(i => Math.Clamp((30f - (i % Size.Width)) / 20f, 0f, 1f))];

        float[] hold = new MaskHold(TwoColours(), soft, Band).Of(HoldWeights.Rough);

        Assert.True(hold[(9 * Size.Width) + 14] > 0 && hold[(9 * Size.Width) + 26] > 0);
        Assert.Equal((0f, 0f), (hold[(9 * Size.Width) + 5], hold[(9 * Size.Width) + 35]));
    }

    [Fact]
    public void Of_ExactMask_HoldsTheBandsBorderMost()
    {
        float[] hold = new MaskHold(TwoColours(), Mask, Band).Of(HoldWeights.Exact);

        Assert.True(hold[(9 * Size.Width) + 17] > 10 && hold[(9 * Size.Width) + 19] < 0.2f, $"{hold[(9 * Size.Width) + 17]} {hold[(9 * Size.Width) + 19]}");
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 0.5)]
    [InlineData(18, 0.5)]
    public void FindAstray_MatteWithAnotherOutline_IsTheShareOnTheOtherSide(int edge, double expected)
    {
        float[] alpha = [.. Enumerable.Range(0, (int)Size.Area).Select(i => i % Size.Width < edge ? 1f : 0f)];

        Assert.Equal(expected, new MaskHold(TwoColours(), Mask, Band).FindAstray(alpha)!.Value, 1e-9);
    }

    [Fact]
    public void FindAstray_NoClearColours_CannotTell() => Assert.Null(new MaskHold(Noise(), Mask, Band).FindAstray(Mask));

    [Fact]
    public void KeepSides_AlphaAcrossTheOutline_ComesBackToItAndNoFarther()
    {
        float[] alpha = [.. Enumerable.Range(0, (int)Size.Area).Select(i => i % Size.Width < 19 ? 0.9f : i % Size.Width < 22 ? 0.3f : 0.6f)];
        float[] before = [.. alpha];

        new MaskHold(TwoColours(), Mask, Band).KeepSides(alpha);

        Assert.Equal((0.9f, 0.5f, 0.3f), (alpha[18], alpha[19], alpha[20]));
        Assert.Equal(MathF.BitDecrement(0.5f), alpha[22]);
        Assert.Equal(before[30], alpha[30]);
    }

    private static FloatImage TwoColours() => Draw((i, c) => i % Size.Width < 20 ? 0.8f : 0.1f + (0.1f * c));

    private static FloatImage Noise() => Draw((i, c) => (TestPictures.Hash((uint)c, (uint)i) >> 8) / (float)(1 << 24));

    private static FloatImage Draw(Func<int, int, float> value)
    {
        var picture = new FloatImage(3, Size);
        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < Size.Area; i++)
            {
                picture.Plane(c)[i] = value(i, c);
            }
        }

        return picture;
    }
}
