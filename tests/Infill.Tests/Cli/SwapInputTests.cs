using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

/// <summary>Products, backgrounds and masks of every kind that people have: a clear result, or a clear error and nothing written.</summary>
public sealed class SwapInputTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public SwapInputTests()
    {
        Image egg = ProductPictures.Draw(ProductPictures.Alpha());
        ImageFile.Save(egg, _folder["egg.png"]);
        ImageFile.Save(MaskImage.ToImage16(ProductPictures.Outline()), _folder["egg-mask.png"]);
    }

    [Theory]
    [InlineData("rect:90,70,1,1", "Nothing of the product (1×1 pixels) is opaque")]
    [InlineData("rect:90,70,3,3", "larger than its own edge")]
    public void Swap_ProductWithoutAnOpaquePixel_IsRefused(string mask, string reason) => Refused(reason, "--mask", mask);

    [Theory]
    [InlineData("1x1")]
    [InlineData("1x200")]
    public void Swap_CanvasWithoutRoomForTheProduct_SaysThatTheCanvasIsTooSmall(string canvas) =>
        Refused("ask for a larger canvas, or less margin", "--mask", "egg-mask.png", "--canvas", canvas);

    [Theory]
    [InlineData("rect:0,0,200,160 - ellipse:100,80,20,20")]
    [InlineData("rect:0,0,200,160 - rect:50,50,1,1")]
    public void Swap_MaskOfSubjectAndBackground_AsksWhetherItWasMeant(string mask)
    {
        CliRun run = _folder.Run("swap-background", "egg.png", "--mask", mask, "--output", "out.png", "--strict");

        Assert.Equal(4, run.Code);
        Assert.Contains("reaches all four edges of the photo, as a background does", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Swap_ProductAtTheBorder_IsKeptThereAndToldOnANewCanvas()
    {
        CliRun same = Done("egg.png", "rect:0,40,60,120", "white");
        Image photo = _folder.Load("egg.png"), result = _folder.Load("out.png");
        CliRun square = _folder.Run("swap-background", "egg.png", "--mask", "rect:0,40,60,120", "--canvas", "square", "--output", "square.png");

        Assert.DoesNotContain("may be cut off", same.Error, StringComparison.Ordinal);
        Assert.Contains("reaches the photo's left and bottom edge", square.Error, StringComparison.Ordinal);
        Assert.Equal((photo[0, 159, 1], photo[20, 100, 2]), (result[0, 159, 1], result[20, 100, 2]));
        Assert.Equal(255, result[190, 20, 0]);
    }

    [Theory]
    [InlineData(ColorModel.Rgb, 16)]
    [InlineData(ColorModel.Grey, 8)]
    [InlineData(ColorModel.Grey, 16)]
    public void Swap_PhotoOfAnotherKind_KeepsItsDepthAndItsSamples(ColorModel model, int bitDepth)
    {
        Save("other.png", model, bitDepth);

        Done("other.png", "egg-mask.png", "#3366cc");

        Image photo = _folder.Load("other.png"), result = _folder.Load("out.png");
        Assert.Equal((ColorModel.Rgb, bitDepth), (result.Format.Model, result.Format.BitDepth));
        Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(photo[96, 78, Math.Min(c, photo.Format.ColorChannels - 1)], result[96, 78, c]));
        Assert.True(result[5, 5, 2] > result[5, 5, 0] + (result.Format.MaxValue / 3), "the background is blue");
    }

    [Fact]
    public void Swap_CmykPhoto_StaysCmykInTiffAndIsRefusedAsPng()
    {
        Save("print.tif", ColorModel.Cmyk, 8);

        CliRun refused = _folder.Run("swap-background", "print.tif", "--mask", "egg-mask.png", "--output", "out.png");
        CliRun run = _folder.Run("swap-background", "print.tif", "--mask", "egg-mask.png", "--output", "out.tif");

        Assert.Equal((2, false, 0), (refused.Code, _folder.Has("out.png"), run.Code));
        Assert.Contains("PNG cannot hold 8-bit CMYK", refused.Error, StringComparison.Ordinal);
        Image photo = _folder.Load("print.tif"), result = _folder.Load("out.tif");
        Assert.Equal((ColorModel.Cmyk, photo[96, 78, 1]), (result.Format.Model, result[96, 78, 1]));
    }

    [Theory]
    [InlineData("behind.png", ColorModel.Grey, 8)]
    [InlineData("behind.png", ColorModel.Grey, 16)]
    [InlineData("behind.png", ColorModel.Rgb, 16)]
    [InlineData("behind.tif", ColorModel.Cmyk, 8)]
    public void Swap_BackgroundOfAnotherKind_IsTurnedIntoThePhotosOwn(string name, ColorModel model, int bitDepth)
    {
        Save(name, model, bitDepth);

        Done("egg.png", "egg-mask.png", name);

        Image behind = _folder.Load(name), result = _folder.Load("out.png");
        float[] expected = ColorProfile.ToSrgb(behind, new PixelRect(8, 8, 1, 1)).Values;
        Assert.Equal(new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), result.Format);
        Assert.All(Enumerable.Range(0, 3), c => Assert.InRange(result[8, 8, c], (255 * expected[c]) - 1.5, (255 * expected[c]) + 1.5));
    }

    [Fact]
    public void Swap_PhotoWithAlpha_IsNotOpaqueWhereThePhotoIsNot()
    {
        Mask alpha = ProductPictures.Alpha();
        var photo = new Image(alpha.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        ProductPictures.ForEach(photo, (x, y, c) => c == 3 ? alpha[x, y] : ProductPictures.Own(c, x, y));
        ImageFile.Save(photo, _folder["cut.png"]);

        // The mask marks more than there is: the rest of it is transparent.
        Done("cut.png", "rect:20,5,160,150", "lime");

        Image result = _folder.Load("out.png");
        Assert.False(result.Format.HasAlpha);
        Assert.Equal((0, 255, 0), (result[25, 10, 0], result[25, 10, 1], result[25, 10, 2]));
        Assert.Equal(photo[96, 78, 0], result[96, 78, 0]);
    }

    [Theory]
    [InlineData(30, 300)]
    [InlineData(900, 12)]
    public void Swap_BackgroundOfAnotherShape_CoversAndTellsWhatIsCutOff(int width, int height)
    {
        _folder.SavePhoto("behind.png", width, height);

        CliRun run = _folder.Run("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "behind.png", "--output", "out.png");

        Assert.Equal(0, run.Code);
        Assert.Matches($"The background is {width}×{height}, the canvas 200×160: it is scaled to .* % of it is cut off", run.Error);
        Assert.Equal(new PixelSize(200, 160), _folder.Load("out.png").Size);
    }

    public void Dispose() => _folder.Dispose();

    private void Save(string name, ColorModel model, int bitDepth)
    {
        var image = new Image(ProductPictures.Size, new PixelFormat(model, HasAlpha: false, bitDepth));
        Mask alpha = ProductPictures.Alpha();
        ProductPictures.ForEach(image, (x, y, c) => c == 3 ? 0.1f : (alpha[x, y] * ProductPictures.Own(c, x, y)) + ((1 - alpha[x, y]) * (1 - ProductPictures.Own(c, x, y))));
        ImageFile.Save(image, _folder[name]);
    }

    private void Refused(string reason, params string[] options)
    {
        CliRun run = _folder.Run(["swap-background", "egg.png", .. options, "--output", "out.png"]);

        Assert.Equal((2, false), (run.Code, _folder.Has("out.png")));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    private CliRun Done(string photo, string mask, string background)
    {
        CliRun run = _folder.Run("swap-background", photo, "--mask", mask, "--background", background, "--shadow", "none", "--output", "out.png");
        Assert.True(run.Code == 0, run.Error);
        return run;
    }
}
