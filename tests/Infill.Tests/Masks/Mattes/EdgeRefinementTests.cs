using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Mattes;

public sealed class EdgeRefinementTests
{
    private const int Band = 3;

    private static readonly Mask Truth = ProductPictures.Alpha();

    [Theory]
    [InlineData(0, "Exact")]
    [InlineData(1, "Rough")]
    [InlineData(3, "Rough")]
    public void Judge_MaskThatIsTooLarge_IsTakenForWhatItIs(int tooLargePx, string expected)
    {
        (FloatImage picture, float[] mask) = Scene(ProductPictures.Outline(tooLargePx));

        Assert.Equal(Named(expected), EdgeRefinement.Judge(picture, mask, new MaskHold(picture, mask, Band)));
    }

    [Fact]
    public void Judge_MaskThatWanders_IsDrawn()
    {
        // The right half is moved by a pixel: half of the upright outline is astray.
        Mask outline = ProductPictures.Outline();
        Mask wandering = TestMasks.FromFunction(outline.Size, (x, y) => outline[x > 96 && y is > 40 and < 110 ? x - 1 : x, y]);
        (FloatImage picture, float[] mask) = Scene(wandering);

        Assert.Equal(HoldWeights.Drawn, EdgeRefinement.Judge(picture, mask, new MaskHold(picture, mask, Band)));
    }

    [Fact]
    public void Judge_ColoursAlike_BelievesTheMask()
    {
        float[] mask = ProductPictures.Outline().Crop(Truth.Size.Bounds).Values;
        FloatImage picture = ColorProfile.ToSrgb(ProductPictures.Draw(Truth, ProductPictures.Own), Truth.Size.Bounds);

        Assert.Equal(HoldWeights.Exact, EdgeRefinement.Judge(picture, mask, new MaskHold(picture, mask, Band)));
    }

    [Fact]
    public void Solve_ExactMask_KeepsItsOutlineToThePixelAndFindsTheSoftness()
    {
        (FloatImage picture, float[] mask) = Scene(ProductPictures.Outline());

        float[] alpha = EdgeRefinement.Solve(picture, mask, Band, isRough: false);

        Assert.All(Enumerable.Range(0, mask.Length), i => Assert.Equal(mask[i] >= 0.5f, alpha[i] >= 0.5f));
        Assert.True(ErrorOnEdge(alpha) < 0.05, $"{ErrorOnEdge(alpha):0.000}");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Solve_MaskThatIsTooLarge_FindsTheProductsOwnEdge(int tooLargePx, bool isRough)
    {
        (FloatImage picture, float[] mask) = Scene(ProductPictures.Outline(tooLargePx));

        float[] alpha = EdgeRefinement.Solve(picture, mask, Band, isRough);

        int wrong = Enumerable.Range(0, alpha.Length).Count(i => alpha[i] >= 0.5f != Truth.Values[i] >= 0.5f);
        Assert.True(wrong < 40, $"{wrong} pixels");
        Assert.True(ErrorOnEdge(alpha) < 0.07, $"{ErrorOnEdge(alpha):0.000}");
    }

    [Fact]
    public void Solve_ClutterBesideAnExactMask_LeavesNoFringe()
    {
        // Grain as strong as the difference of both sides: a matte that follows it would be grey far from the outline.
        Mask outline = ProductPictures.Outline();
        Image photo = ProductPictures.Draw(Truth, (c, x, y) => ((TestPictures.Hash((uint)c, (uint)((y * 613) + x)) >> 24) / 320f) + (0.2f * ProductPictures.Own(c, x, y)));
        (FloatImage picture, float[] mask) = (ColorProfile.ToSrgb(photo, photo.Size.Bounds), outline.Crop(outline.Size.Bounds).Values);

        float[] alpha = EdgeRefinement.Solve(picture, mask, Band, isRough: false);

        float[] outside = DistanceTransform.ToKept(TestMasks.FromFunction(outline.Size, (x, y) => 1 - outline[x, y]));
        double fringe = Enumerable.Range(0, alpha.Length).Where(i => outside[i] is > 2 and <= Band).Average(i => alpha[i]);
        Assert.True(fringe < 0.06, $"{fringe:0.000}");
    }

    private static HoldWeights Named(string name) => name switch { "Exact" => HoldWeights.Exact, "Rough" => HoldWeights.Rough, _ => HoldWeights.Drawn };

    private static (FloatImage Picture, float[] Mask) Scene(Mask mask)
    {
        Image photo = ProductPictures.Draw(Truth);
        return (ColorProfile.ToSrgb(photo, photo.Size.Bounds), mask.Crop(mask.Size.Bounds).Values);
    }

    private static double ErrorOnEdge(float[] alpha) =>
        Enumerable.Range(0, alpha.Length).Where(i => Truth.Values[i] is > 0 and < 1).Average(i => Math.Abs(alpha[i] - Truth.Values[i]));
}
