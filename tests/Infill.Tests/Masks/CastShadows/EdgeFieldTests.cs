using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class EdgeFieldTests
{
    private static readonly PixelSize Size = new(120, 100);

    [Theory, InlineData(1), InlineData(2), InlineData(4)]
    public void At_EdgeOfHalfTheLight_IsAboutTheStep(double sigma)
    {
        EdgePoint edge = At((100, 100, 100), (188, 188, 188), new MaskPoint(50, 38), sigma)!.Value;

        // 100 of 255 is 0.127 of the light, 188 is 0.503; the view's own blur takes a little.
        Assert.InRange(edge.Step.Light, -1.4, -0.75);
        Assert.Equal(0, edge.Step.Red, 0.01);
        Assert.Equal(0, edge.Step.Blue, 0.01);
    }

    [Fact]
    public void At_TheOtherWay_HasTheOtherSign()
    {
        var field = new EdgeField(View((90, 120, 60), (150, 130, 180)), 1);
        var point = new MaskPoint(50, 38);

        EdgePoint there = field.At(point, (1, 0), 3)!.Value, back = field.At(point, (-1, 0), 3)!.Value;

        Assert.Equal(there.Step.Light, -back.Step.Light, 5);
        Assert.Equal(there.Step.Red, -back.Step.Red, 5);
        Assert.Equal(there.Step.Blue, -back.Step.Blue, 5);
        Assert.Equal(there.Texture, back.Texture);
    }

    [Fact]
    public void At_RedderInside_SaysRed()
    {
        EdgePoint edge = At((200, 100, 100), (100, 100, 100), new MaskPoint(50, 38), 1)!.Value;

        Assert.True(edge.Step.Red > 0.5);
        Assert.Equal(0, edge.Step.Blue, 0.01);
    }

    [Theory]
    [InlineData(1, 38)]
    [InlineData(109.5, 38)]
    [InlineData(50, 16)]
    public void At_PictureEndsOrObjectStands_IsNone(double x, double y) =>
        Assert.Null(At((100, 100, 100), (100, 100, 100), new MaskPoint(x, y), 1));

    [Fact]
    public void At_ObjectOfAnotherColor_DoesNotShineThrough()
    {
        Image image = Picture((120, 120, 120), (120, 120, 120));
        for (int i = 0; i < Size.Area; i++)
        {
            image.Samples8[3 * i] = TestTiles.RectMask(Size, new PixelRect(50, 6, 20, 20))[i % Size.Width, i / Size.Width] > 0 ? (byte)255 : image.Samples8[3 * i];
        }

        var field = new EdgeField(ShadowView.Of(image, TestTiles.RectMask(Size, new PixelRect(50, 6, 20, 20)), 16)!, 2);

        Assert.Equal(0, field.At(new MaskPoint(50, 32), (0, -1), 3)!.Value.Step.Red, 0.02);
    }

    [Fact]
    public void At_PointsCloserThanTheBlur_CountForLess()
    {
        Assert.Equal(1, At((100, 100, 100), (188, 188, 188), new MaskPoint(50, 38), 1, spacing: 9)!.Value.Weight);
        Assert.Equal(0.25, At((100, 100, 100), (188, 188, 188), new MaskPoint(50, 38), 4, spacing: 2)!.Value.Weight, 6);
    }

    private static EdgePoint? At((byte, byte, byte) left, (byte, byte, byte) right, MaskPoint point, double sigma, double spacing = 3) =>
        new EdgeField(View(left, right), sigma).At(point, (1, 0), spacing);

    private static ShadowView View((byte, byte, byte) left, (byte, byte, byte) right) =>
        ShadowView.Of(Picture(left, right), TestTiles.RectMask(Size, new PixelRect(50, 6, 20, 20)), 16)!;

    // Left and right half in one colour each; the object stands above the middle. The view begins at column 10.
    private static Image Picture((byte, byte, byte) left, (byte, byte, byte) right)
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < Size.Area; i++)
        {
            (byte red, byte green, byte blue) = i % Size.Width < 60 ? left : right;
            (image.Samples8[3 * i], image.Samples8[(3 * i) + 1], image.Samples8[(3 * i) + 2]) = (red, green, blue);
        }

        return image;
    }
}
