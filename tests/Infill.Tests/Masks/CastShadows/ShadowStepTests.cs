using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowStepTests
{
    private static readonly PixelSize Size = new(120, 100);

    [Fact]
    public void Across_EdgeOfHalfTheLight_IsLnOneHalf()
    {
        ShadowStep step = ShadowStep.Across(View((100, 100, 100), (188, 188, 188)), new MaskPoint(50, 38), (1, 0), 1)!.Value;

        Assert.InRange(step.Light, -1.35, -1.1);
        Assert.Equal(0, step.Red, 0.01);
        Assert.Equal(0, step.Blue, 0.01);
    }

    [Fact]
    public void Across_TheOtherWay_HasTheOtherSign()
    {
        ShadowView view = View((90, 120, 60), (150, 130, 180));
        var point = new MaskPoint(50, 38);

        ShadowStep there = ShadowStep.Across(view, point, (1, 0), 1)!.Value, back = ShadowStep.Across(view, point, (-1, 0), 1)!.Value;

        Assert.Equal(there.Light, -back.Light, 5);
        Assert.Equal(there.Red, -back.Red, 5);
        Assert.Equal(there.Blue, -back.Blue, 5);
    }

    [Fact]
    public void Across_RedderInside_SaysRed()
    {
        ShadowStep step = ShadowStep.Across(View((200, 100, 100), (100, 100, 100)), new MaskPoint(50, 38), (1, 0), 1)!.Value;

        Assert.True(step.Red > 0.5);
        Assert.Equal(0, step.Blue, 0.01);
    }

    [Theory]
    [InlineData(1, 38)]
    [InlineData(99, 38)]
    [InlineData(50, 16)]
    public void Across_PictureEndsOrObjectStands_IsNone(double x, double y) =>
        Assert.Null(ShadowStep.Across(View((100, 100, 100), (100, 100, 100)), new MaskPoint(x, y), (1, 0), 1));

    // Left and right half in one colour each; the object stands above the middle. The view begins at column 10.
    private static ShadowView View((byte, byte, byte) left, (byte, byte, byte) right)
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < Size.Area; i++)
        {
            (byte red, byte green, byte blue) = i % Size.Width < 60 ? left : right;
            (image.Samples8[3 * i], image.Samples8[(3 * i) + 1], image.Samples8[(3 * i) + 2]) = (red, green, blue);
        }

        return ShadowView.Of(image, TestTiles.RectMask(Size, new PixelRect(50, 6, 20, 20)), 16)!;
    }
}
