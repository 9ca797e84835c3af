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
        float[] hold = MaskHold.Of(TwoColours(), Mask, Band, isRough: false);

        Assert.All(Enumerable.Range(0, hold.Length), i => Assert.Equal(i % Size.Width is >= 17 and < 23, hold[i] > 0));
    }

    [Fact]
    public void Of_ColoursThatOverlap_HoldsMoreThanOfColoursApart()
    {
        float apart = MaskHold.Of(TwoColours(), Mask, Band, isRough: false)[(9 * Size.Width) + 19];
        float noise = MaskHold.Of(Noise(), Mask, Band, isRough: false)[(9 * Size.Width) + 19];

        Assert.True(noise > 0.9f && apart < 0.1f, $"{noise:0.00} {apart:0.00}");
    }

    [Fact]
    public void Of_RoughMask_LeavesItToTheColours()
    {
        float[] hold = MaskHold.Of(Noise(), Mask, Band, isRough: true);

        Assert.All(hold, value => Assert.InRange(value, 0f, 0.15f));
        Assert.True(hold[(9 * Size.Width) + 17] > hold[(9 * Size.Width) + 19], "the band's border is held more");
    }

    [Fact]
    public void Of_SoftMaskOfANetwork_IsUnknownWhereItIsUnsure()
    {
        float[] soft = [.. Enumerable.Range(0, (int)Size.Area).Select(i => Math.Clamp((30f - (i % Size.Width)) / 20f, 0f, 1f))];

        float[] hold = MaskHold.Of(TwoColours(), soft, Band, isRough: true);

        Assert.True(hold[(9 * Size.Width) + 14] > 0 && hold[(9 * Size.Width) + 26] > 0);
        Assert.Equal((0f, 0f), (hold[(9 * Size.Width) + 5], hold[(9 * Size.Width) + 35]));
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
