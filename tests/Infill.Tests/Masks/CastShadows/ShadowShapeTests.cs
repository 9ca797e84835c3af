using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowShapeTests
{
    private static readonly ShadowView View = ShadowView.Of(ShadowPictures.Draw((0.4f, 0.45f, 0.5f)), ShadowPictures.Object, 16)!;
    private static readonly Mask Right = ShadowOutline.Draw(View, new ShadowCast(0.8, -0.35));
    private static readonly Mask Wrong = ShadowOutline.Draw(View, new ShadowCast(-0.9, -0.5));

    [Fact]
    public void Choose_RightAndWrongShape_TakesTheRightOne()
    {
        (Mask region, IReadOnlyList<double> light) = ShadowShape.Choose(View, [Wrong, Right]);

        double overlap = ShadowPictures.Overlap(ShadowPictures.Shadow, ShadowOutline.ToPicture(View, region, ShadowPictures.Object));
        Assert.True(overlap > 0.8, $"{overlap:0.00}");
        Assert.InRange(Math.Exp(light[0]), 0.3, 0.5);
        Assert.InRange(Math.Exp(light[2]), 0.4, 0.6);
    }

    [Fact]
    public void Choose_ShapeThatIsTooLarge_IsDrawnIn()
    {
        Mask region = ShadowShape.Choose(View, [MaskGrow.Grow(Right, 2)]).Region;

        double overlap = ShadowPictures.Overlap(ShadowPictures.Shadow, ShadowOutline.ToPicture(View, region, ShadowPictures.Object));
        Assert.True(overlap > 0.8, $"{overlap:0.00}");
    }

    [Fact]
    public void Choose_EmptyShapes_IsNone()
    {
        (Mask region, IReadOnlyList<double> light) = ShadowShape.Choose(View, [new Mask(View.Log.Size)]);

        Assert.Equal(0, region.CountFilled());
        Assert.Equal([0.0, 0.0, 0.0], light);
    }
}
