using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class RelightFitTests
{
    [Theory]
    [InlineData(0.5f, 0.5f, 0.5f, 1.0, 3)]
    [InlineData(0.35f, 0.4f, 0.5f, 2.5, 0)]
    [InlineData(0.7f, 0.7f, 0.7f, 1.5, -2)]
    [InlineData(0.3f, 0.3f, 0.35f, 4, 4)]
    public void Of_MaskTooLargeOrSmall_FindsEdgeAndLight(float red, float green, float blue, double sigma, int grown)
    {
        RelightFit fit = Fit(ShadowPictures.Draw((red, green, blue), sigma), grown);

        Assert.InRange(fit.PlacePx, grown - 1.1, grown + 1.1);
        Assert.InRange(fit.SoftnessPx, 0.6 * sigma, 1.5 * sigma);
        Assert.InRange(Math.Exp(fit.Light[0]), red - 0.05, red + 0.05);
        Assert.InRange(Math.Exp(fit.Light[1]), green - 0.05, green + 0.05);
        Assert.InRange(Math.Exp(fit.Light[2]), blue - 0.05, blue + 0.05);
        Assert.True(fit.Left < 0.97, $"{fit.Left:0.000}");
    }

    [Fact]
    public void Of_NoShadow_TakesHardlyAnythingAway()
    {
        RelightFit fit = Fit(ShadowPictures.Draw((1, 1, 1)), 0);

        Assert.InRange(fit.Left, 0.995, 1);
        Assert.True(fit.Surprise < Fit(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), 0).Surprise / 3, $"{fit.Surprise:0.0}");
    }

    [Fact]
    public void Left_TrueStep_IsTheLeast()
    {
        (RelightGrid grid, float[] distance) = Grid(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), 0);
        float[] depth = grid.Depth(distance, 0, 1.5);
        double At(double step) => grid.Left(depth, step).Green;

        Assert.True(At(Math.Log(0.5)) < At(-0.4), "too weak");
        Assert.True(At(Math.Log(0.5)) < At(-1.1), "too deep");
        Assert.True(At(Math.Log(0.5)) < At(0), "none");
    }

    [Fact]
    public void Grid_LargeGround_IsShrunkToWhatAFitNeeds()
    {
        var ground = new RelitGround(
            new PixelRect(0, 0, 900, 700), new FloatImage(3, new PixelSize(900, 700)), new FloatImage(4, new PixelSize(1, 1)),
            [.. Enumerable.Repeat(true, 630_000)], new bool[630_000]);
        float[] distance = [.. Enumerable.Range(0, 630_000).Select(i => (i % 900) - 450f)];

        var grid = new RelightGrid(ground, distance, 40);

        Assert.Equal(4, grid.Block);
        Assert.Equal(new PixelSize(225, 175), grid.Size);
        Assert.InRange(grid.Counted, 15 * 170, 22 * 175);
        Assert.Equal(-112.125f, grid.ShrinkDistance(distance, 900)[0]);
        Assert.Equal((0.0, 0.0, 0.0), grid.Left(new float[grid.Size.Area], -1));
    }

    private static RelightFit Fit(Image image, int grown)
    {
        (RelightGrid grid, float[] distance) = Grid(image, grown);
        return RelightFit.Of(grid, distance, 12);
    }

    private static (RelightGrid Grid, float[] Distance) Grid(Image image, int grown)
    {
        Mask kept = ShadowPictures.Object, shadow = ShadowPictures.Shadow.WithWindow(ShadowPictures.Size.Bounds);
        Mask marked = grown >= 0 ? MaskGrow.Grow(shadow, grown) : Shrink(shadow, -grown);
        var canvas = new RelitCanvas(image, MaskCombine.Subtract(marked, kept), kept);
        Mask own = canvas.Shadows(64).MaxBy(one => one.CountFilled())!;
        PixelRect window = own.FindBounds().Inflate(30).Intersect(image.Size.Bounds);
        RelitGround ground = canvas.Cut(window, own);
        bool[] inside = [.. own.Crop(window).Values.Select(value => value > 0)];
        float[] distance = ShadowDepth.Distance(inside, ground.IsGround, window.Size);
        var grid = new RelightGrid(ground, distance, 25);
        return (grid, grid.ShrinkDistance(distance, window.Width));
    }

    // What lies beside the object stays marked: there the shadow goes on.
    private static Mask Shrink(Mask mask, int by)
    {
        float[] deep = DistanceTransform.ToKept(MaskCombine.Add(mask, ShadowPictures.Object).WithWindow(ShadowPictures.Size.Bounds));
        return TestMasks.FromFunction(mask.Size, (x, y) => mask[x, y] > 0 && deep[(y * mask.Width) + x] > by ? 1f : 0f);
    }
}
