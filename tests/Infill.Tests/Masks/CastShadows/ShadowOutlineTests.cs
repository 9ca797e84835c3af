using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowOutlineTests
{
    private static readonly PixelSize Size = new(200, 160);
    private static readonly Mask Post = TestTiles.RectMask(Size, new PixelRect(80, 40, 20, 40));
    private static readonly ShadowView View = ShadowView.Of(TestPictures.Ramp(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8)), Post, 16)!;

    [Fact]
    public void Draw_WayOfTheObjectItself_IsTheObject()
    {
        Mask drawn = ShadowOutline.Draw(View, new ShadowCast(0, 1));

        Assert.Equal(View.Object, drawn.FindBounds());
        Assert.Equal(800, drawn.CountFilled());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    public void Draw_Fall_LiesBehindOrBeforeTheFoot(double fall)
    {
        PixelRect bounds = ShadowOutline.Draw(View, new ShadowCast(0, fall)).FindBounds();

        Assert.Equal(20, bounds.Width);
        Assert.InRange(bounds.Height, 19, 21);
        Assert.InRange(fall > 0 ? bounds.Bottom : bounds.Y, View.Object.Bottom - 1, View.Object.Bottom + 1);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void Draw_Shear_ReachesToThatSide(double shear)
    {
        PixelRect bounds = ShadowOutline.Draw(View, new ShadowCast(shear, -0.5)).FindBounds();

        Assert.InRange(bounds.Width, 57, 61);
        Assert.InRange(shear > 0 ? bounds.X : bounds.Right, shear > 0 ? View.Object.X : View.Object.Right - 1, shear > 0 ? View.Object.X + 1 : View.Object.Right);
    }

    [Fact]
    public void Draw_Slide_MovesIt()
    {
        PixelRect bounds = ShadowOutline.Draw(View, new ShadowCast(0, 1, 0, 0.25, 0.1)).FindBounds();

        Assert.Equal(new PixelRect(View.Object.X + 10, View.Object.Y + 4, 20, 40), bounds);
    }

    [Fact]
    public void Draw_OutOfTheView_IsClipped()
    {
        Mask drawn = ShadowOutline.Draw(View, new ShadowCast(30, -0.5));

        Assert.True(View.Log.Size.Bounds.Contains(drawn.FindBounds()));
        Assert.True(drawn.CountFilled() < 400);
    }

    [Fact]
    public void ToPicture_RegionInAViewOfFullSize_KeepsItsPlace()
    {
        Mask region = TestTiles.RectMask(View.Log.Size, new PixelRect(10, 50, 30, 12));

        Mask mask = ShadowOutline.ToPicture(View, region, Post);

        Assert.Equal(Size, mask.Size);
        Assert.Equal(new PixelRect(View.Window.X + 10, View.Window.Y + 50, 30, 12), mask.FindBounds());
    }

    [Fact]
    public void ToPicture_EmptyRegion_IsEmpty() =>
        Assert.Equal(0, ShadowOutline.ToPicture(View, new Mask(View.Log.Size), Post).CountFilled());

    [Fact]
    public void ToPicture_RegionBesideTheObject_ClosesTheGapOfMixedPixels()
    {
        PixelRect box = View.Object;
        Mask region = TestTiles.RectMask(View.Log.Size, new PixelRect(box.Right + 2, box.Y, 10, box.Height));

        Mask mask = ShadowOutline.ToPicture(View, region, Post);

        Assert.Equal(1f, mask[100, 60]);
        Assert.Equal(1f, mask[101, 60]);
        Assert.Equal(0f, mask[99, 60]);
    }
}
