using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class PixelFormatTests
{
    [Theory]
    [InlineData(ColorModel.Grey, false, 8, 1, 1, "8-bit grey")]
    [InlineData(ColorModel.Grey, true, 16, 2, 4, "16-bit grey + alpha")]
    [InlineData(ColorModel.Rgb, false, 8, 3, 3, "8-bit RGB")]
    [InlineData(ColorModel.Rgb, true, 16, 4, 8, "16-bit RGB + alpha")]
    [InlineData(ColorModel.Cmyk, false, 16, 4, 8, "16-bit CMYK")]
    [InlineData(ColorModel.Cmyk, true, 8, 5, 5, "8-bit CMYK + alpha")]
    public void Format_AnyModel_CountsChannelsAndBytes(ColorModel model, bool alpha, int depth, int channels, int bytes, string text)
    {
        var format = new PixelFormat(model, alpha, depth);

        Assert.Equal((channels, bytes, text), (format.Channels, format.BytesPerPixel, format.ToString()));
        Assert.Equal(channels - (alpha ? 1 : 0), format.ColorChannels);
        Assert.Equal((1 << depth) - 1, format.MaxValue);
    }

    [Fact]
    public void Format_AllFormats_HaveTextsOfTheirOwn() => Assert.Distinct(Pictures.AllFormats.Select(f => f.ToString()));

    [Fact]
    public void Stripped_FullMetadata_LosesWhatAFileWouldTellAndKeepsTheRest()
    {
        var full = new ImageMetadata
        {
            IccProfile = [1],
            Exif = [2],
            Xmp = [3],
            DpiX = 72,
            DpiY = 96,
            SourceFormat = FileFormat.Jpeg,
            JpegQuality = 87,
            Warnings = ["w"],
            Notes = ["n"],
        };

        ImageMetadata stripped = full.Stripped();

        Assert.Equal(new ImageMetadata { SourceFormat = FileFormat.Jpeg, JpegQuality = 87, Warnings = full.Warnings, Notes = full.Notes }, stripped);
        Assert.NotNull(full.Exif);
        Assert.Equal(stripped, stripped.Stripped());
        Assert.Equal(ImageMetadata.None, ImageMetadata.None.Stripped());
    }

    [Fact]
    public void FloatImage_IndexerPlaneAndRow_AreTheSamePlaces()
    {
        var image = new FloatImage(4, new PixelSize(5, 3));
        for (int i = 0; i < image.Values.Length; i++)
        {
            image.Values[i] = i;
        }

        for (int i = 0; i < image.Values.Length; i++)
        {
            (int c, int x, int y) = (i / 15, i % 5, i / 5 % 3);
            Assert.Equal((i, i, i), (image[c, x, y], image.Plane(c)[(y * 5) + x], image.Row(c, y)[x]));
        }

        Assert.Equal((15, 5), (image.Plane(3).Length, image.Row(3, 2).Length));
    }

    [Fact]
    public void FloatImage_CloneWritten_LeavesTheOriginalAlone()
    {
        var image = new FloatImage(3, new PixelSize(5, 3)) { [2, 4, 1] = 0.5f };

        FloatImage clone = image.Clone();
        Assert.Equal(image.Values, clone.Values);
        clone[2, 4, 1] = 0.25f;

        Assert.Equal(0.5f, image[2, 4, 1]);
        Assert.Equal((image.Size, image.Channels), (clone.Size, clone.Channels));
    }

    [Theory, InlineData(0, 1, 1), InlineData(3, 0, 1), InlineData(3, 1, -1)]
    public void FloatImage_CountBelowOne_IsRefused(int channels, int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FloatImage(channels, new PixelSize(width, height)));
}
