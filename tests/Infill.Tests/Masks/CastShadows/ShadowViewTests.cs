using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowViewTests
{
    private static readonly Image Lit = ShadowPictures.Draw((1, 1, 1));

    [Fact]
    public void Of_LargeObject_IsScaledToTheViewsSide()
    {
        ShadowView view = ShadowView.Of(Lit, ShadowPictures.Object, 16)!;

        Assert.InRange(Math.Max(view.Object.Width, view.Object.Height), ShadowView.ObjectSide - 2, ShadowView.ObjectSide + 2);
        Assert.True(view.Scale < 1);
        Assert.Equal(ShadowPictures.Size.Bounds, view.Window.Union(ShadowPictures.Size.Bounds));
    }

    [Fact]
    public void Of_SmallObject_IsNotEnlarged()
    {
        ShadowView view = ShadowView.Of(Lit, TestTiles.RectMask(Lit.Size, new PixelRect(150, 100, 20, 30)), 16)!;

        Assert.Equal(1, view.Scale);
        Assert.Equal((20, 30), (view.Object.Width, view.Object.Height));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 15)]
    public void Of_TooSmallAnObject_IsNone(int width, int height)
    {
        Mask mask = width == 0 ? new Mask(Lit.Size) : TestTiles.RectMask(Lit.Size, new PixelRect(9, 9, width, height));

        Assert.Null(ShadowView.Of(Lit, mask, 16));
    }

    [Fact]
    public void IsGround_ObjectItsMixedEdgeAndOutside_AreNone()
    {
        ShadowView view = ShadowView.Of(Lit, ShadowPictures.Object, 16)!;
        PixelRect box = view.Object;

        Assert.False(view.IsGround(new MaskPoint(box.X + (box.Width / 2.0), box.Y + (box.Height / 4.0))));
        Assert.False(view.IsGround(new MaskPoint(-1, 5)));
        Assert.False(view.IsGround(new MaskPoint(5, view.Log.Height)));
        Assert.False(view.IsGround(new MaskPoint(double.NaN, 5)));
        Assert.True(view.IsGround(new MaskPoint(2, 2)));
    }

    [Fact]
    public void Log_HalfTheLight_IsLowerByLnTwo()
    {
        ShadowView lit = ShadowView.Of(Lit, ShadowPictures.Object, 16)!;
        ShadowView dark = ShadowView.Of(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), ShadowPictures.Object, 16)!;
        (int x, int y) = ShadowPictures.Deepest();
        (int column, int row) = ((int)((x + 0.5 - lit.Window.X) * lit.Scale), (int)((y + 0.5 - lit.Window.Y) * lit.Scale));

        for (int plane = 0; plane < 4; plane++)
        {
            Assert.Equal(Math.Log(2), lit.Log[plane, column, row] - dark.Log[plane, column, row], 0.05);
        }
    }
}
