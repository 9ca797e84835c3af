using System.Text;
using Infill.Hostile;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class ImageFileMetadataTests
{
    private static readonly PixelFormat Rgb = Pictures.Rgb8;
    private static readonly PixelSize Stored = new(19, 11);

    [Theory]
    [InlineData(FileFormat.Jpeg, true)]
    [InlineData(FileFormat.Png, true)]
    [InlineData(FileFormat.Webp, true)]
    [InlineData(FileFormat.Heif, true)]
    [InlineData(FileFormat.Tiff, false)]   // libvips writes no EXIF into TIFF; FindMetadataLoss says so
    public void Encode_WithMetadata_KeepsIt(FileFormat format, bool keepsExif)
    {
        ImageMetadata metadata = Full();
        Image image = TestPictures.Noise(Stored, Rgb, metadata);

        ImageMetadata back = ImageFile.Load(ImageFile.Encode(image, format)).Metadata;

        Assert.Equal(metadata.IccProfile, back.IccProfile);
        Assert.Equal(metadata.Xmp, back.Xmp);
        Assert.Equal(300, back.DpiX ?? 0, tolerance: 1);
        Assert.Equal(150, back.DpiY ?? 0, tolerance: 1);
        Assert.Equal(keepsExif, back.Exif is not null && Encoding.Latin1.GetString(back.Exif).Contains(TestExif.Maker, StringComparison.Ordinal));
        Assert.Equal(keepsExif ? null : "EXIF", ImageFile.FindMetadataLoss(metadata, format));
    }

    [Theory]
    [InlineData(FileFormat.Jpeg)]
    [InlineData(FileFormat.Png)]
    [InlineData(FileFormat.Webp)]
    [InlineData(FileFormat.Heif)]
    [InlineData(FileFormat.Tiff)]
    public void Encode_Stripped_DropsAll(FileFormat format)
    {
        Image image = TestPictures.Noise(Stored, Rgb, Full());

        ImageMetadata back = ImageFile.Load(ImageFile.Encode(image, format, new SaveOptions { StripMetadata = true })).Metadata;

        Assert.Equal(new ImageMetadata { SourceFormat = format, JpegQuality = back.JpegQuality, Warnings = back.Warnings, Notes = back.Notes }, back);
    }

    [Fact]
    public void Encode_NoExif_MakesNoneUp()
    {
        Image image = TestPictures.Noise(Stored, Rgb);

        foreach (FileFormat format in Enum.GetValues<FileFormat>().Except([FileFormat.Gif]))
        {
            Assert.Null(ImageFile.Load(ImageFile.Encode(image, format)).Metadata.Exif);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Load_AnyOrientation_TurnsThePictureUpright(int orientation)
    {
        byte[] plain = ImageFile.Encode(TestPictures.Ramp(Stored, Rgb), FileFormat.Jpeg);
        Image stored = ImageFile.Load(plain);
        byte[] tagged = TestExif.InsertIntoJpeg(plain, TestExif.Block(orientation));

        Image upright = ImageFile.Load(tagged);

        Assert.Equal(upright.Size, ImageFile.ReadHeader(tagged).Size);
        Assert.Equal(orientation, ImageFile.ReadHeader(tagged).Orientation);
        Assert.Equal(orientation >= 5 ? new PixelSize(Stored.Height, Stored.Width) : Stored, upright.Size);
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
            {
                (int sx, int sy) = StoredPosition(orientation, x, y);
                Assert.Equal(stored[sx, sy, 0], upright[x, y, 0]);
                Assert.Equal(stored[sx, sy, 2], upright[x, y, 2]);
            }
        }
    }

    [Theory, InlineData(3), InlineData(6)]
    public void Save_TurnedPicture_StaysUprightAndSaysSo(int orientation)
    {
        byte[] tagged = TestExif.InsertIntoJpeg(
            ImageFile.Encode(TestPictures.Ramp(Stored, Rgb), FileFormat.Jpeg), TestExif.Block(orientation));
        Image upright = ImageFile.Load(tagged);

        byte[] saved = ImageFile.Encode(upright, FileFormat.Png);

        Assert.Equal(1, ImageFile.ReadHeader(saved).Orientation);
        Assert.Equal(upright.ComputeHash(), ImageFile.Load(saved).ComputeHash());
        Assert.Equal(TestExif.Block(1), upright.Metadata.Exif);
    }

    [Fact]
    public void Load_SeveralFrames_ReadsTheFirstAndSaysSo()
    {
        Image image = ImageFile.Load(SeedFiles.Read("animated.gif"));

        Assert.Equal(2, ImageFile.ReadHeader(SeedFiles.Read("animated.gif")).Frames);
        Assert.Contains("2 frames", Assert.Single(image.Metadata.Notes));
        Assert.Empty(image.Metadata.Warnings);
    }

    [Fact]
    public void Load_OddResolutionUnit_IsNotedAndNotRefused()
    {
        // A little-endian TIFF header and three entries: 72/1 dpi across and down, in a unit (7) that no standard knows.
        byte[] exif =
        [
            .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 3, 0,
            0x1A, 0x01, 5, 0, 1, 0, 0, 0, 50, 0, 0, 0,
            0x1B, 0x01, 5, 0, 1, 0, 0, 0, 58, 0, 0, 0,
            0x28, 0x01, 3, 0, 1, 0, 0, 0, 7, 0, 0, 0,
            0, 0, 0, 0, 72, 0, 0, 0, 1, 0, 0, 0, 72, 0, 0, 0, 1, 0, 0, 0,
        ];
        byte[] tagged = TestExif.InsertIntoJpeg(ImageFile.Encode(TestPictures.Ramp(Stored, Rgb), FileFormat.Jpeg), exif);

        Image image = ImageFile.Load(tagged);

        Assert.Contains("resolution unit", Assert.Single(image.Metadata.Notes));
        Assert.Empty(image.Metadata.Warnings);
    }

    private static ImageMetadata Full() => new()
    {
        IccProfile = ImageFile.Load(SeedFiles.Read("metadata.png")).Metadata.IccProfile,
        Exif = TestExif.Block(orientation: 1),
        Xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8.ToArray(),
        DpiX = 300,
        DpiY = 150,
    };

    /// <summary>EXIF 2.32 §4.6.4, read backwards: where the upright pixel (x, y) lies in the stored picture.</summary>
    private static (int X, int Y) StoredPosition(int orientation, int x, int y)
    {
        (int w, int h) = (Stored.Width - 1, Stored.Height - 1);
        return orientation switch
        {
            2 => (w - x, y),
            3 => (w - x, h - y),
            4 => (x, h - y),
            5 => (y, x),
            6 => (y, h - x),
            7 => (w - y, h - x),
            8 => (w - y, x),
            _ => (x, y),
        };
    }
}
