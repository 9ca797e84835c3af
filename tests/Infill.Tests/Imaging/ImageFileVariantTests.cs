using Infill.Hostile;
using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class ImageFileVariantTests
{
    [Theory]
    [InlineData("grey-1-bit.png", "8-bit grey")]
    [InlineData("grey-1-bit-fax.tif", "8-bit grey")]
    [InlineData("palette-4-bit.png", "8-bit RGB")]
    [InlineData("rgb-16-bit.png", "16-bit RGB")]
    [InlineData("interlaced.png", "8-bit RGB + alpha")]
    [InlineData("progressive.jpg", "8-bit RGB")]
    [InlineData("cmyk.jpg", "8-bit CMYK")]
    [InlineData("cmyk-packbits.tif", "8-bit CMYK")]
    [InlineData("jpeg.tif", "8-bit RGB")]
    [InlineData("tiled-lzw.tif", "8-bit RGB")]
    [InlineData("premultiplied-16-bit.tif", "16-bit RGB + alpha")]
    [InlineData("ten-bit.avif", "16-bit RGB")]
    [InlineData("lossy-alpha.webp", "8-bit RGB + alpha")]
    [InlineData("interlaced.gif", "8-bit RGB")]
    public void Load_Variant_GivesItsSamples(string name, string expected)
    {
        Image image = ImageFile.Load(SeedFiles.Read(name));

        Assert.Equal(expected, image.Format.ToString());
        Assert.Equal(new PixelSize(21, 17), image.Size);
        Assert.Empty(image.Metadata.Warnings);
    }

    [Fact]
    public void Load_SamePictureInOtherForm_GivesTheSamePixels()
    {
        Image eight = ImageFile.Load(SeedFiles.Read("tiled-lzw.tif"));
        Image sixteen = ImageFile.Load(SeedFiles.Read("rgb-16-bit.png"));

        Assert.Equal(eight.Samples8.Select(v => v * 257), sixteen.Samples16.Select(v => (int)v));
    }

    [Theory, InlineData("grey-1-bit.png"), InlineData("grey-1-bit-fax.tif")]
    public void Load_OneBit_GivesBlackAndWhite(string name)
    {
        Image image = ImageFile.Load(SeedFiles.Read(name));

        Assert.Equal([0, 255], image.Samples8.Distinct().Order().Select(b => (int)b));
    }

    [Fact]
    public void Load_WhiteCmykJpeg_HasNoInk()
    {
        // Adobe writes CMYK inverted into JPEG; in memory 0 is no ink, whatever the file.
        var paper = new Image(new PixelSize(16, 16), new PixelFormat(ColorModel.Cmyk, HasAlpha: false, BitDepth: 8));

        Image back = ImageFile.Load(ImageFile.Encode(paper, FileFormat.Jpeg));
        FloatImage srgb = ColorProfile.ToSrgb(back, back.Size.Bounds);

        Assert.All(back.Samples8, ink => Assert.InRange(ink, 0, 1));
        Assert.All(srgb.Values, value => Assert.InRange(value, 0.98f, 1f));
    }

    [Fact]
    public void Load_Extension_DoesNotMatter()
    {
        using var folder = new Support.TemporaryFolder();
        string path = folder.Write("photo.png", SeedFiles.Read("subsampled.jpg"));

        Assert.Equal(FileFormat.Jpeg, ImageFile.Load(path).Metadata.SourceFormat);
        Assert.Equal(FileFormat.Jpeg, ImageFile.ReadHeader(path).FileFormat);
    }

    [Fact]
    public void Load_StreamThatCannotSeek_GivesTheSamePicture()
    {
        byte[] file = SeedFiles.Read("rgb-16-bit.png");
        using var half = new MemoryStream([1, 2, 3, .. file]) { Position = 3 };

        Assert.Equal(ImageFile.Load(file).ComputeHash(), ImageFile.Load(half).ComputeHash());
    }

    [Fact]
    public void Load_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => ImageFile.Load(SeedFiles.Read("tiled-lzw.tif"), cancellation: source.Token));
    }
}
