using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows.Products;

namespace Infill.Tests.Workflows.Products;

public sealed class BackdropTests
{
    private static readonly PixelSize Canvas = new(31, 21);

    [Fact]
    public void Paint_OneColour_IsThatColourEverywhere()
    {
        FloatImage painted = new Backdrop { From = (0.2f, 0.4f, 0.6f), To = (0.2f, 0.4f, 0.6f) }.Paint(Canvas);

        Assert.All(painted.Plane(1).ToArray(), value => Assert.Equal(0.4f, value));
        Assert.Equal((3, 0.2f, 0.6f), (painted.Channels, painted[0, 5, 5], painted[2, 30, 20]));
    }

    [Theory]
    [InlineData(GradientDirection.Down, 15, 20, 15, 0)]
    [InlineData(GradientDirection.Up, 15, 0, 15, 20)]
    [InlineData(GradientDirection.Right, 30, 10, 0, 10)]
    [InlineData(GradientDirection.Left, 0, 10, 30, 10)]
    [InlineData(GradientDirection.Out, 0, 0, 15, 10)]
    public void Paint_Gradient_EndsWhereItSays(GradientDirection direction, int secondX, int secondY, int firstX, int firstY)
    {
        FloatImage painted = new Backdrop { From = (1, 1, 1), To = (0, 0, 0), Direction = direction }.Paint(Canvas);

        Assert.InRange(painted[0, secondX, secondY], 0f, 0.06f);
        Assert.InRange(painted[0, firstX, firstY], 0.94f, 1f);
    }

    [Theory]
    [InlineData(62, 21)]
    [InlineData(31, 63)]
    [InlineData(10, 10)]
    public void Paint_PictureOfAnotherShape_CoversTheCanvasFromItsMiddle(int width, int height)
    {
        var picture = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        ProductPictures.ForEach(picture, (x, y, c) => c == 0 ? (x + 0.5f) / width : (y + 0.5f) / height);

        FloatImage painted = new Backdrop { Picture = picture }.Paint(Canvas);

        Assert.Equal(Canvas, painted.Size);
        Assert.Equal(0.5f, painted[0, 15, 10], 0.05f);
        Assert.Equal(0.5f, painted[1, 15, 10], 0.05f);
    }

    [Fact]
    public void Paint_PictureOfTheSameSize_IsThePicture()
    {
        Image picture = TestPictures.Noise(Canvas, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));

        FloatImage painted = new Backdrop { Picture = picture }.Paint(Canvas);

        Assert.Equal(picture[7, 9, 2] / 255f, painted[2, 7, 9], 1e-5f);
        Assert.Empty(new Backdrop { Picture = picture }.Describe(Canvas));
    }

    [Fact]
    public void Paint_TransparentPicture_ShowsTheColourThroughIt()
    {
        var picture = new Image(Canvas, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        ProductPictures.ForEach(picture, (x, _, c) => c == 3 ? (x < 15 ? 0f : 1f) : 0f);

        FloatImage painted = new Backdrop { Picture = picture }.Paint(Canvas);

        Assert.Equal((1f, 0f), (painted[0, 3, 3], painted[0, 25, 3]));
    }

    [Fact]
    public void Describe_PictureOfAnotherShape_SaysWhatIsCutOff()
    {
        var wide = new Backdrop { Picture = new Image(new PixelSize(62, 21), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8)) };
        var small = new Backdrop { Picture = new Image(new PixelSize(10, 10), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8)) };

        Assert.Equal("The background is 62×21, the canvas 31×21: it is scaled to 62×21 and covers it; 50 % of it is cut off at the sides.", Assert.Single(wide.Describe(Canvas)));
        Assert.Contains("top and bottom", Assert.Single(small.Describe(Canvas)), StringComparison.Ordinal);
        Assert.Contains("enlarged 3.1 times", Assert.Single(small.Warn(Canvas)), StringComparison.Ordinal);
        Assert.Empty(wide.Warn(Canvas));
    }
}
