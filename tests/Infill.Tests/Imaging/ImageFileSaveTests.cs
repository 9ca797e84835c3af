using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class ImageFileSaveTests : IDisposable
{
    private static readonly PixelSize Size = new(13, 7);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_NewFile_LeavesOnlyThat()
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb8);

        ImageFile.Save(image, _folder.File("out.png"));

        Assert.Equal(["out.png"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        Assert.Equal(image.ComputeHash(), ImageFile.Load(_folder.File("out.png")).ComputeHash());
        Assert.Equal(ImageFile.Encode(image, FileFormat.Png), File.ReadAllBytes(_folder.File("out.png")));
    }

    [Fact]
    public void Save_ExistingFile_IsRefusedUnlessOverwrite()
    {
        string path = _folder.Write("out.png", [1, 2, 3]);
        Image image = TestPictures.Noise(Size, Pictures.Rgb8);

        string message = Refuse(image, path).Message;

        Assert.Contains("--overwrite", message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        ImageFile.Save(image, path, new SaveOptions { Overwrite = true });
        Assert.Equal(image.ComputeHash(), ImageFile.Load(path).ComputeHash());
    }

    [Fact]
    public void Save_FailureWhileEncoding_LeavesTheOldFile()
    {
        string path = _folder.Write("out.gif", [1, 2, 3]);
        Image tooManyColors = TestPictures.Noise(new PixelSize(40, 40), Pictures.Rgb8);

        string message = Refuse(tooManyColors, path, new SaveOptions { Overwrite = true }).Message;

        Assert.Contains("write PNG", message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Save_UnwritableTarget_SaysSo()
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb8);
        string file = _folder.Write("file", [1]);

        Assert.Contains("cannot be written", Refuse(image, _folder.File("missing/out.png")).Message);
        Assert.Contains("cannot be written", Refuse(image, Path.Combine(file, "out.png")).Message);
        Assert.Contains("is a folder", Refuse(image, _folder.Path, new SaveOptions { Format = FileFormat.Png }).Message);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("cannot be written", Refuse(image, "/proc/out.png").Message);
        }
    }

    [Fact]
    public void Save_ThroughALink_ReplacesWhatItPointsTo()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links need rights on Windows.");
            return;
        }

        string target = _folder.Write("real.png", [1]);
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_folder.File("link.png"), target);
        Image image = TestPictures.Noise(Size, Pictures.Rgb8);

        ImageFile.Save(image, _folder.File("link.png"), new SaveOptions { Overwrite = true });

        Assert.NotNull(new FileInfo(_folder.File("link.png")).LinkTarget);
        Assert.Equal(image.ComputeHash(), ImageFile.Load(target).ComputeHash());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
    }

    [Theory]
    [InlineData("a.png", null, FileFormat.Jpeg, FileFormat.Png)]
    [InlineData("a.TIFF", null, FileFormat.Jpeg, FileFormat.Tiff)]
    [InlineData("a", null, FileFormat.Webp, FileFormat.Webp)]
    [InlineData("a", null, null, FileFormat.Png)]
    [InlineData("a.png", FileFormat.Jpeg, FileFormat.Webp, FileFormat.Jpeg)]
    public void Save_Format_ComesFromOptionThenExtensionThenSource(string name, FileFormat? option, FileFormat? source, FileFormat expected)
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb8, new ImageMetadata { SourceFormat = source });

        ImageFile.Save(image, _folder.File(name), new SaveOptions { Format = option });

        Assert.Equal(expected, ImageFile.ReadHeader(_folder.File(name)).FileFormat);
    }

    [Theory]
    [InlineData("a.bmp", "\".bmp\" is no format")]
    [InlineData("a.heic", "use .avif")]
    public void Save_OtherExtension_IsRefusedWithTheChoices(string name, string expected) =>
        Assert.Contains(expected, Refuse(TestPictures.Noise(Size, Pictures.Rgb8), _folder.File(name)).Message);

    [Theory]
    [InlineData(FileFormat.Jpeg, ColorModel.Rgb, true, 8, "PNG")]
    [InlineData(FileFormat.Jpeg, ColorModel.Rgb, false, 16, "PNG")]
    [InlineData(FileFormat.Webp, ColorModel.Rgb, false, 16, "PNG")]
    [InlineData(FileFormat.Heif, ColorModel.Grey, false, 16, "PNG")]
    [InlineData(FileFormat.Gif, ColorModel.Rgb, false, 16, "PNG")]
    [InlineData(FileFormat.Png, ColorModel.Cmyk, false, 8, "TIFF")]
    [InlineData(FileFormat.Webp, ColorModel.Cmyk, false, 8, "TIFF")]
    [InlineData(FileFormat.Jpeg, ColorModel.Cmyk, true, 8, "TIFF")]
    public void Save_FormatThatCannotHoldIt_NamesOneThatCan(FileFormat format, ColorModel model, bool hasAlpha, int depth, string remedy)
    {
        Image image = TestPictures.Noise(Size, new PixelFormat(model, hasAlpha, depth));

        string message = Refuse(image, _folder.File("out"), new SaveOptions { Format = format }).Message;

        Assert.Equal(message, ImageFile.FindObstacle(image.Format, image.Size, format));
        Assert.Contains(remedy, message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Save_SideBeyondTheFormat_IsRefused()
    {
        Image wide = new(new PixelSize(16_384, 1), Pictures.Grey8);

        Assert.Contains("16383", Refuse(wide, _folder.File("out.webp")).Message);
        Assert.Null(ImageFile.FindObstacle(wide.Format, wide.Size, FileFormat.Png));
    }

    [Theory]
    [InlineData(null, null, 95)]
    [InlineData(75, null, 90)]
    [InlineData(98, null, 98)]
    [InlineData(98, 60, 60)]
    public void Save_JpegQuality_FollowsTheSourceButAtLeast90(int? source, int? option, int expected)
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb8, new ImageMetadata { JpegQuality = source });

        byte[] jpeg = ImageFile.Encode(image, FileFormat.Jpeg, new SaveOptions { JpegQuality = option });

        Assert.Equal(expected, ImageFile.Load(jpeg).Metadata.JpegQuality);
        int frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) is var baseline and >= 0 ? baseline : jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]);
        Assert.Equal(0x11, jpeg[frame + 11]);   // first component sampled 1×1: 4:4:4
    }

    [Theory, InlineData(0), InlineData(101)]
    public void Save_QualityOutOfRange_IsRefused(int quality) => Assert.Throws<ArgumentOutOfRangeException>(
        () => ImageFile.Encode(TestPictures.Noise(Size, Pictures.Rgb8), FileFormat.Jpeg, new SaveOptions { JpegQuality = quality }));

    [Fact]
    public void Write_FullDisk_IsAnIOException()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
        Image image = TestPictures.Noise(new PixelSize(300, 300), Pictures.Rgb8);

        Assert.Throws<IOException>(() => PictureWriter.Write(image, full, FileFormat.Png, SaveOptions.Default));
    }

    private static ImageFileException Refuse(Image image, string path, SaveOptions? options = null) =>
        Assert.Throws<ImageFileException>(() => ImageFile.Save(image, path, options));
}
