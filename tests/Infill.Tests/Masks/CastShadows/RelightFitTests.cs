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
        Assert.True(fit.Gain > 100, $"{fit.Gain:0}");
    }

    [Fact]
    public void Of_NoShadow_IsHardlyLikelierThanNone()
    {
        RelightFit fit = Fit(ShadowPictures.Draw((1, 1, 1)), 0);

        Assert.True(fit.Gain < 12, $"{fit.Gain:0.0}");
        Assert.True(fit.Gain < Fit(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), 0).Gain / 10);
    }

    [Fact]
    public void Of_GroundWithoutAnyTexture_FindsTheLight()
    {
        var flat = new Image(ShadowPictures.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < flat.Size.Area; i++)
        {
            (int x, int y) = (i % flat.Width, i / flat.Width);
            (flat[x, y, 0], flat[x, y, 1], flat[x, y, 2]) = (180, 180, 180);
        }

        PixelRect square = new(40, 50, 60, 40);
        for (int i = 0; i < square.Area; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                flat[square.X + (i % square.Width), square.Y + (i / square.Width), c] = (ushort)Math.Round(255 * SrgbCurve.Encode(0.5f * SrgbCurve.Decode(180 / 255f)));
            }
        }

        float[] light = FitSquare(flat, square);

        Assert.All(light, one => Assert.InRange(one, 0.46, 0.54));
    }

    [Fact]
    public void OfOutline_KnownOutline_FindsTheLight()
    {
        (RelightGrid grid, float[] distance) = Grid(ShadowPictures.Draw((0.4f, 0.45f, 0.5f)), 0);

        RelightFit fit = RelightFit.OfOutline(grid, distance);

        Assert.InRange(Math.Exp(fit.Light.Average()), 0.37, 0.53);
        Assert.Equal(0, fit.PlacePx);
        Assert.True(fit.Gain > 100, $"{fit.Gain:0}");
    }

    [Fact]
    public void Gain_TrueStep_IsTheMost()
    {
        (RelightGrid grid, float[] distance) = Grid(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), 0);
        float[][] depth = grid.Depth(distance, 0, 1.5);
        double At(double step) => grid.Gain(depth, [step, step, step]);

        Assert.True(At(Math.Log(0.5)) > At(-0.4), "too weak");
        Assert.True(At(Math.Log(0.5)) > At(-1.1), "too deep");
        Assert.Equal(0, At(0));
    }

    [Fact]
    public void Gain_OtherColor_IsLess()
    {
        (RelightGrid grid, float[] distance) = Grid(ShadowPictures.Draw((0.4f, 0.5f, 0.6f)), 0);
        float[][] depth = grid.Depth(distance, 0, 1.5);

        double own = grid.Gain(depth, [Math.Log(0.4), Math.Log(0.5), Math.Log(0.6)]), other = grid.Gain(depth, [Math.Log(0.6), Math.Log(0.5), Math.Log(0.4)]);

        Assert.True(own > other + 20, $"{own:0} {other:0}");
    }

    [Fact]
    public void Prior_UsualShadow_IsLikelierThanDeepOrColored()
    {
        double usual = RelightFit.Prior([-0.8, -0.8, -0.8]);

        Assert.Equal(0, usual, 9);
        Assert.True(RelightFit.Prior([-2, -2, -2]) < usual - 10);
        Assert.True(RelightFit.Prior([-0.5, -0.8, -1.1]) < usual - 10);
    }

    [Fact]
    public void MeanStep_TriesOfEqualValue_IsBetweenThem()
    {
        (RelightGrid grid, float[] distance) = Grid(ShadowPictures.Draw((1, 1, 1)), 0);
        var tries = new RelightTries(grid, distance, _ => 0);

        tries.Try(0, 1.5, [-0.5, -1.1, 0.5, -3]);

        Assert.Contains(tries.Best.Step, (double[])[-0.5, -1.1]);
        Assert.InRange(tries.MeanStep(1e9), -0.8001, -0.7999);
        Assert.Equal(tries.Best.Step, tries.MeanStep(1e-3), 6);
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
        Assert.Equal(0, grid.Gain([new float[grid.Size.Area], new float[grid.Size.Area]], [-1, -1, -1]));
    }

    private static float[] FitSquare(Image image, PixelRect square)
    {
        var canvas = new RelitCanvas(image, TestTiles.RectMask(image.Size, square), null);
        Mask own = Assert.Single(canvas.Shadows(64));
        PixelRect window = square.Inflate(30).Intersect(image.Size.Bounds);
        RelitGround ground = canvas.Cut(window, own);
        float[] distance = ShadowDepth.Distance([.. own.Crop(window).Values.Select(value => value > 0)], ground.IsGround, window.Size);
        var grid = new RelightGrid(ground, distance, 25);
        return [.. RelightFit.Of(grid, grid.ShrinkDistance(distance, window.Width), 12).Light.Select(one => (float)Math.Exp(one))];
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
