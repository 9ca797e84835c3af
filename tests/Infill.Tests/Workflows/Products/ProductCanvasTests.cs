using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows.Products;

namespace Infill.Tests.Workflows.Products;

public sealed class ProductCanvasTests
{
    private static readonly PixelSize Photo = new(300, 200);
    private static readonly PixelRect Product = new(200, 20, 51, 101);

    [Fact]
    public void Plan_Keep_MovesNothing() => Assert.Equal(new CanvasPlan(Photo, 0, 0, Photo), ProductCanvas.Keep.Plan(Photo, Product));

    [Theory]
    [InlineData(0, 101)]
    [InlineData(0.1, 127)]
    [InlineData(0.25, 202)]
    public void Plan_Square_HasTheMarginAndTheProductInTheMiddle(double margin, int side)
    {
        CanvasPlan plan = new ProductCanvas { IsSquare = true, Margin = margin }.Plan(Photo, Product);

        Assert.Equal((new PixelSize(side, side), Photo), (plan.Size, plan.Scaled));
        Assert.InRange(plan.OffsetX + Product.X + (Product.Width / 2.0) - (side / 2.0), -0.5, 0.5);
        Assert.InRange(plan.OffsetY + Product.Y + (Product.Height / 2.0) - (side / 2.0), -0.5, 0.5);
    }

    [Fact]
    public void Plan_SizeWithRoom_ScalesNothingUp()
    {
        CanvasPlan plan = new ProductCanvas { Size = new PixelSize(900, 400) }.Plan(Photo, Product);

        Assert.Equal((new PixelSize(900, 400), Photo), (plan.Size, plan.Scaled));
    }

    [Fact]
    public void Plan_SizeWithoutRoom_ScalesThePhotoDownUntilItFits()
    {
        CanvasPlan plan = new ProductCanvas { Size = new PixelSize(60, 60), Margin = 0.1 }.Plan(Photo, Product);

        Assert.InRange(plan.Scaled.Height * Product.Height / (double)Photo.Height, 46.0, 48.0);
        Assert.Equal(new PixelSize(60, 60), plan.Size);
    }

    [Fact]
    public void Move_MaskOnItsWayOut_IsCutOff()
    {
        var plan = new CanvasPlan(new PixelSize(40, 30), -10, 5, new PixelSize(50, 20));
        Mask mask = TestMasks.FromFunction(new PixelSize(50, 20), (x, y) => (x + y) / 100f);

        Mask moved = plan.Move(mask);

        Assert.Equal(new PixelSize(40, 30), moved.Size);
        Assert.Equal((mask[10, 0], mask[49, 19], 0f), (moved[0, 5], moved[39, 24], moved[0, 4]));
    }

    [Fact]
    public void Place_PhotoOnALargerCanvas_RepeatsItsEdgeAndKeepsItsSamples()
    {
        Image photo = TestPictures.Noise(new PixelSize(9, 7), new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 16));
        var plan = new CanvasPlan(new PixelSize(15, 15), 3, 4, photo.Size);

        Image canvas = plan.Place(photo, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 16), ImageMetadata.None);

        Assert.Equal((photo[2, 3, 0], photo[2, 3, 0], 65535), (canvas[5, 7, 0], canvas[5, 7, 2], canvas[5, 7, 3]));
        Assert.Equal((photo[0, 0, 0], photo[8, 6, 0]), (canvas[0, 0, 1], canvas[14, 14, 1]));
    }
}
