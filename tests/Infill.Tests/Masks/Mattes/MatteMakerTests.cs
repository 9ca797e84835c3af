using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Mattes;

public sealed class MatteMakerTests
{
    [Theory]
    [InlineData(0, MatteEdges.Auto, 0.995)]
    [InlineData(2, MatteEdges.Refine, 0.99)]
    public void Make_HardMask_FindsTheTrueAlpha(int tooLargePx, MatteEdges edges, double leastOverlap)
    {
        Mask truth = ProductPictures.Alpha();

        Matte matte = MatteMaker.Make(ProductPictures.Draw(truth), ProductPictures.Outline(tooLargePx), edges);

        Assert.True(ShadowPictures.Overlap(matte.Alpha, truth) >= leastOverlap, $"{ShadowPictures.Overlap(matte.Alpha, truth):0.0000}");
        Assert.True(MeanErrorOnEdge(matte.Alpha, truth) < 0.06, $"{MeanErrorOnEdge(matte.Alpha, truth):0.000}");
    }

    [Fact]
    public void Make_ColoursAlike_KeepsTheMasksEdge()
    {
        Mask mask = ProductPictures.Outline();

        Matte matte = MatteMaker.Make(ProductPictures.Draw(mask, ProductPictures.Own), mask, MatteEdges.Refine);

        Assert.True(ShadowPictures.Overlap(matte.Alpha, mask) > 0.975, $"{ShadowPictures.Overlap(matte.Alpha, mask):0.000}");
    }

    [Fact]
    public void Make_SoftMask_IsTakenAsItIsUnlessRefined()
    {
        Mask soft = ProductPictures.Alpha(softness: 9);
        Image photo = ProductPictures.Draw(ProductPictures.Alpha(softness: 1));

        Matte auto = MatteMaker.Make(photo, soft, MatteEdges.Auto), refined = MatteMaker.Make(photo, soft, MatteEdges.Refine);

        Assert.Equal(soft[96, 20], auto.Alpha[96, 20]);
        Assert.True(refined.Edge.Pixels.Length < auto.Edge.Pixels.Length / 3, $"{refined.Edge.Pixels.Length} of {auto.Edge.Pixels.Length}");
    }

    [Fact]
    public void Make_Keep_ChangesNoValueOfAHardMask()
    {
        Mask mask = ProductPictures.Outline(3);

        Matte matte = MatteMaker.Make(ProductPictures.Draw(ProductPictures.Alpha()), mask, MatteEdges.Keep);

        Assert.Equal(mask.ComputeHash(), matte.Alpha.ComputeHash());
        Assert.Empty(matte.Edge.Pixels);
    }

    [Fact]
    public void Make_FarFromTheEdge_IsSureOnBothSides()
    {
        Matte matte = MatteMaker.Make(ProductPictures.Draw(ProductPictures.Alpha()), ProductPictures.Outline(), MatteEdges.Auto);

        Assert.Equal((1f, 0f), (matte.Alpha[96, 78], matte.Alpha[30, 20]));
    }

    [Fact]
    public void Make_CutOut_TakesItsOwnAlphaAndColours()
    {
        Mask truth = ProductPictures.Alpha(softness: 5);
        var cutOut = new Image(ProductPictures.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        ProductPictures.ForEach(cutOut, (x, y, c) => c == 3 ? truth[x, y] : ProductPictures.Own(c, x, y));

        Matte matte = MatteMaker.Make(cutOut, MaskImage.FromImage(cutOut, MaskPolarity.OpaqueFills), MatteEdges.Auto);

        int n = matte.Edge.Pixels.Length / 2, i = matte.Edge.Pixels[n];
        Assert.Equal(truth[matte.Alpha.Window.X + (i % matte.Alpha.Window.Width), matte.Alpha.Window.Y + (i / matte.Alpha.Window.Width)], matte.Alpha.Values[i], 0.003f);
        Assert.Equal(matte.Picture.Plane(0)[i], matte.Edge.Own[3 * n]);
    }

    private static double MeanErrorOnEdge(Mask found, Mask truth)
    {
        (double sum, int count) = (0, 0);
        for (int i = 0; i < truth.Values.Length; i++)
        {
            if (truth.Values[i] is > 0 and < 1)
            {
                (sum, count) = (sum + Math.Abs(truth.Values[i] - found[i % truth.Width, i / truth.Width]), count + 1);
            }
        }

        return sum / count;
    }
}
