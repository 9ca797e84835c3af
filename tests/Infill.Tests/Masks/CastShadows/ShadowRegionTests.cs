using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowRegionTests
{
    private static readonly ShadowCast Cast = new(0.8, -0.35);
    private const double LeastClearness = 3;

    private static readonly ShadowStep Half = new(Math.Log(0.5), 0, 0);

    [Fact]
    public void Judge_Shadow_IsShadedInsideAndLitOutside()
    {
        ShadowView view = View((0.5f, 0.5f, 0.5f));

        (double inside, double outside) = ShadowRegion.Judge(view, ShadowOutline.Draw(view, Cast), Half);

        Assert.True(inside > LeastClearness, $"inside {inside:0.0}");
        Assert.True(outside > LeastClearness, $"outside {outside:0.0}");
    }

    [Theory]
    [InlineData(1f, 0.8)]
    [InlineData(0.5f, -1.2)]
    public void Judge_NoShadowThere_IsUnclear(float light, double shear)
    {
        ShadowView view = View((light, light, light));

        (double inside, double outside) = ShadowRegion.Judge(view, ShadowOutline.Draw(view, Cast with { Shear = shear }), Half);

        Assert.True(Math.Min(inside, outside) < LeastClearness, $"{inside:0.0} {outside:0.0}");
    }

    [Fact]
    public void Judge_EmptyRegion_SaysNothing()
    {
        (double inside, double outside) = ShadowRegion.Judge(View((0.5f, 0.5f, 0.5f)), new Mask(View((1, 1, 1)).Log.Size), Half);

        Assert.Equal(0, inside);
        Assert.InRange(outside, -5, 5);
    }

    [Theory]
    [InlineData(0.8, -0.35)]
    [InlineData(0.74, -0.37)]
    [InlineData(0.86, -0.33)]
    public void Fit_RoughStart_EndsAtTheShadow(double shear, double fall)
    {
        ShadowView view = View((0.45f, 0.45f, 0.45f));

        (Mask region, ShadowStep step) = ShadowRegion.Fit(view, ShadowOutline.Draw(view, new ShadowCast(shear, fall)), Half);

        double overlap = ShadowPictures.Overlap(ShadowPictures.Shadow, ShadowOutline.ToPicture(view, region, ShadowPictures.Object));
        Assert.True(overlap > 0.78, $"{overlap:0.00}");
        Assert.InRange(step.Light, -1.1, -0.4);
    }

    [Fact]
    public void Fit_EmptyStart_StaysEmpty()
    {
        ShadowView view = View((0.5f, 0.5f, 0.5f));

        Assert.Equal(0, ShadowRegion.Fit(view, new Mask(view.Log.Size), Half).Region.CountFilled());
    }

    [Fact]
    public void ToPicture_AnyRegion_LeavesTheObjectOutAndTouchesIt()
    {
        ShadowView view = View((0.5f, 0.5f, 0.5f));

        Mask mask = ShadowOutline.ToPicture(view, ShadowOutline.Draw(view, Cast), ShadowPictures.Object);

        MaskAssert.WindowIsTight(mask);
        Mask grown = MaskGrow.Grow(ShadowPictures.Object, 2);
        bool touches = false;
        for (int i = 0; i < mask.Size.Area; i++)
        {
            (int x, int y) = (i % mask.Width, i / mask.Width);
            Assert.True(mask[x, y] == 0 || ShadowPictures.Object[x, y] == 0, $"({x}, {y})");
            touches |= mask[x, y] > 0 && grown[x, y] > 0;
        }

        Assert.True(touches);
    }

    private static ShadowView View((float, float, float) light) =>
        ShadowView.Of(ShadowPictures.Draw(light, sigma: 1), ShadowPictures.Object, 16)!;
}
