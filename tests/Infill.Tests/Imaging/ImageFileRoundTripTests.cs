using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class ImageFileRoundTripTests
{
    private static readonly PixelSize OddSize = new(37, 23);

    [Theory]
    [InlineData(FileFormat.Png, ColorModel.Grey, false, 8)]
    [InlineData(FileFormat.Png, ColorModel.Grey, true, 8)]
    [InlineData(FileFormat.Png, ColorModel.Rgb, false, 8)]
    [InlineData(FileFormat.Png, ColorModel.Rgb, true, 8)]
    [InlineData(FileFormat.Png, ColorModel.Grey, false, 16)]
    [InlineData(FileFormat.Png, ColorModel.Grey, true, 16)]
    [InlineData(FileFormat.Png, ColorModel.Rgb, false, 16)]
    [InlineData(FileFormat.Png, ColorModel.Rgb, true, 16)]
    [InlineData(FileFormat.Tiff, ColorModel.Grey, false, 8)]
    [InlineData(FileFormat.Tiff, ColorModel.Grey, true, 8)]
    [InlineData(FileFormat.Tiff, ColorModel.Rgb, false, 8)]
    [InlineData(FileFormat.Tiff, ColorModel.Rgb, true, 8)]
    [InlineData(FileFormat.Tiff, ColorModel.Cmyk, false, 8)]
    [InlineData(FileFormat.Tiff, ColorModel.Cmyk, true, 8)]
    [InlineData(FileFormat.Tiff, ColorModel.Grey, false, 16)]
    [InlineData(FileFormat.Tiff, ColorModel.Grey, true, 16)]
    [InlineData(FileFormat.Tiff, ColorModel.Rgb, false, 16)]
    [InlineData(FileFormat.Tiff, ColorModel.Rgb, true, 16)]
    [InlineData(FileFormat.Tiff, ColorModel.Cmyk, false, 16)]
    [InlineData(FileFormat.Tiff, ColorModel.Cmyk, true, 16)]
    [InlineData(FileFormat.Webp, ColorModel.Rgb, false, 8)]
    [InlineData(FileFormat.Webp, ColorModel.Rgb, true, 8)]
    [InlineData(FileFormat.Heif, ColorModel.Rgb, false, 8)]
    [InlineData(FileFormat.Heif, ColorModel.Rgb, true, 8)]
    public void Encode_LosslessFormat_GivesTheSameSamples(FileFormat format, ColorModel model, bool hasAlpha, int depth)
    {
        Image image = TestPictures.Noise(OddSize, new PixelFormat(model, hasAlpha, depth));

        Image back = ImageFile.Load(ImageFile.Encode(image, format));

        Assert.Equal(image.Format, back.Format);
        Assert.Equal(image.Size, back.Size);
        Assert.Equal(format, back.Metadata.SourceFormat);
        Assert.Empty(back.Metadata.Warnings);
        Assert.Equal(image.ComputeHash(), back.ComputeHash());
    }

    [Theory]
    [InlineData(ColorModel.Grey)]
    [InlineData(ColorModel.Rgb)]
    [InlineData(ColorModel.Cmyk)]
    public void Encode_Jpeg_StaysWithinItsQuality(ColorModel model)
    {
        Image image = TestPictures.Ramp(new PixelSize(64, 48), new PixelFormat(model, HasAlpha: false, BitDepth: 8));

        Image back = ImageFile.Load(ImageFile.Encode(image, FileFormat.Jpeg, new SaveOptions { JpegQuality = 97 }));

        Assert.Equal(image.Format, back.Format);
        Assert.Equal(97, back.Metadata.JpegQuality);
        int worst = image.Samples8.Zip(back.Samples8, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, 4);
    }
}
