using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class ColorKeyTests
{
    [Theory]
    [InlineData(0, ".....\n..#..\n.....")]
    [InlineData(19, ".....\n..#..\n.....")]
    [InlineData(20, ".....\n..##.\n.....")]
    [InlineData(255, "#####\n#####\n#####")]
    public void Select_Rgb8_TakesChannelsWithinTheTolerance(int tolerance, string expected)
    {
        var image = new Image(new PixelSize(5, 3), new PixelFormat(ColorModel.Rgb, HasAlpha: true, 8));
        Paint(image, 2, 1, 200, 100, 50, 0);
        Paint(image, 3, 1, 200, 120, 50, 255);

        Mask mask = ColorKey.Select(image, 0xC86432, tolerance);

        MaskAssert.Looks(expected, mask);
        MaskAssert.WindowIsTight(mask);
    }

    [Fact]
    public void Select_Grey16_RoundsTo8BitAndComparesAllChannels()
    {
        var image = new Image(new PixelSize(4, 1), new PixelFormat(ColorModel.Grey, HasAlpha: false, 16), [0, 257 * 9, (257 * 10) + 128, (257 * 10) + 129]);

        MaskAssert.Looks("..#.", ColorKey.Select(image, 0x0A0A0A, 0));
        MaskAssert.Looks("...#", ColorKey.Select(image, 0x0A0A0C, 1));
    }

    [Fact]
    public void Select_Cmyk_IsRefused()
    {
        var image = new Image(new PixelSize(1, 1), new PixelFormat(ColorModel.Cmyk, HasAlpha: false, 8));

        MaskExpressionException error = Assert.Throws<MaskExpressionException>(
            () => MaskExpression.Parse("color:#000000~0").Evaluate(image.Size, image, _ => new Mask(image.Size)));

        Assert.Contains("not in 8-bit CMYK; convert it first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ColorTerm_CombinesWithShapes()
    {
        var image = new Image(new PixelSize(4, 2), new PixelFormat(ColorModel.Rgb, HasAlpha: false, 8));
        Paint(image, 1, 0, 0, 255, 0);
        Paint(image, 3, 1, 0, 255, 0);

        Mask mask = MaskExpression.Parse("color:#00FF00~5 - rect:0,0,2,2").Evaluate(image.Size, image, _ => new Mask(image.Size));

        MaskAssert.Looks("....\n...#", mask);
    }

    private static void Paint(Image image, int x, int y, params ReadOnlySpan<int> samples)
    {
        for (int c = 0; c < samples.Length; c++)
        {
            image[x, y, c] = samples[c];
        }
    }
}
