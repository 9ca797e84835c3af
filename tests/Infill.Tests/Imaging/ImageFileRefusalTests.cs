using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Infill.Hostile;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class ImageFileRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("BM\u0001\u0001\u0001\u0001", "BMP")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", "JPEG XL")]
    [InlineData("\u00FF\n\u00FA", "JPEG XL")]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", "JPEG 2000")]
    [InlineData("8BPS\0\u0001", "Photoshop")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("#?RADIANCE\n", "Radiance")]
    [InlineData("just some words", "text")]
    [InlineData("\0\0\0\u0001\u0002\u0003", "unknown")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0isomiso2", "ISO media")]
    public void Load_OtherFormat_IsRefusedByName(string content, string name)
    {
        string path = _folder.Write("picture.png", Encoding.Latin1.GetBytes(content));

        string message = Refuse(path).Message;

        Assert.Contains(name, message);
        Assert.Contains("convert it to PNG", message);
    }

    [Fact]
    public void Load_NoFile_IsRefusedAtOnce()
    {
        Assert.Contains("does not exist", Refuse(_folder.File("missing.png")).Message);
        Assert.Contains("does not exist", Refuse(_folder.File("missing/folder.png")).Message);
        Assert.Contains("is a folder", Refuse(_folder.Path).Message);
        Assert.Contains("empty", Refuse(_folder.Write("empty.png", [])).Message);
        Assert.Contains("empty", Assert.Throws<ImageFileException>(() => ImageFile.Load(ReadOnlyMemory<byte>.Empty)).Message);
        Assert.Throws<ArgumentException>(() => ImageFile.Load(" "));
    }

    [Fact]
    public void Load_Pipe_DoesNotWait()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");
        string pipe = _folder.File("pipe.png");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        string link = _folder.File("link.png");
        File.CreateSymbolicLink(link, pipe);

        Assert.Contains("not a regular file", Refuse(pipe).Message);
        Assert.Contains("not a regular file", Refuse(link).Message);
        Assert.Contains("not a regular file", Refuse("/dev/zero").Message);
    }

    [Fact]
    public void Load_PngBomb_IsRefusedFromTheHeader()
    {
        byte[] bomb = SeedFiles.Read("interlaced.png");
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 65_535);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 65_535);
        Mutant.RepairPng(bomb);

        ImageFileException refusal = Refuse(_folder.Write("bomb.png", bomb));

        Assert.True(refusal.IsLimit);
        Assert.Contains("65535×65535", refusal.Message);
        Assert.Contains("300", refusal.Message);
    }

    [Fact]
    public void Load_ManyScans_IsRefused()
    {
        ImageFileException refusal = Assert.Throws<ImageFileException>(() => ImageFile.Load(ScanBomb(scans: 800)));

        Assert.True(refusal.IsLimit);
        Assert.Contains("scans", refusal.Message);
        Assert.Equal(new PixelSize(8, 8), ImageFile.Load(ScanBomb(scans: 20)).Size);
    }

    [Fact]
    public void Load_BeyondALimit_SaysWhichAndMarksIt()
    {
        byte[] file = SeedFiles.Read("rgb-16-bit.png");   // 21×17×6 = 2142 bytes decoded, 1710 as a file
        ImageFileException pixels = Refuse(file, new LoadOptions { MaxPixels = 356 });
        ImageFileException decoded = Refuse(file, new LoadOptions { MaxBytes = 2141 });
        ImageFileException packed = Refuse(file, new LoadOptions { MaxBytes = 1700 });

        Assert.All([pixels, decoded, packed], refusal => Assert.True(refusal.IsLimit));
        Assert.Contains("megapixels", pixels.Message);
        Assert.Contains("decoded", decoded.Message);
        Assert.Equal(357, ImageFile.Load(file, new LoadOptions { MaxPixels = 357, MaxBytes = 2142 }).Size.Area);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFile.Load(file, new LoadOptions { MaxPixels = 0 }));
    }

    [Fact]
    public void Load_FloatTiff_IsRefusedWithItsSampleType()
    {
        Image grey = TestPictures.Noise(new PixelSize(5, 5), Pictures.Grey16);
        byte[] tiff = ImageFile.Encode(grey, FileFormat.Tiff);
        Tiff.SetShort(tiff, tag: 339, value: 3);   // SampleFormat: IEEE float

        string message = Assert.Throws<ImageFileException>(() => ImageFile.Load(tiff)).Message;

        Assert.Contains("Convert it to a 16-bit PNG or TIFF", message);
    }

    [Theory]
    [InlineData(256)]   // width
    [InlineData(257)]   // height
    [InlineData(277)]   // samples per pixel
    [InlineData(278)]   // rows per strip
    [InlineData(279)]   // bytes of a strip
    [InlineData(273)]   // where the strip lies
    public void Load_AbsurdTiffTag_EndsInAnErrorOrAPicture(int tag)
    {
        byte[] tiff = SeedFiles.Read("cmyk-packbits.tif");
        Tiff.SetShort(tiff, tag, value: 0xFFFF);

        Exception? error = Record.Exception(() => Attempt.Decode(tiff, isLenient: false, thenUse: true));

        Assert.Null(error);
    }

    [Fact]
    public void Load_GifOfManyFrames_IsQuick()
    {
        byte[] gif = SeedFiles.Read("animated.gif");
        byte[] frame = gif[(Array.IndexOf(gif, (byte)0x2C) - 8)..^1];
        byte[] many = [.. gif[..^1], .. Enumerable.Repeat(frame, 5000).SelectMany(bytes => bytes), 0x3B];
        var watch = Stopwatch.StartNew();

        Exception? error = Record.Exception(() => Attempt.Decode(many, isLenient: true, thenUse: false));

        Assert.Null(error);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("subsampled.jpg")]
    [InlineData("rgb-16-bit.png")]
    [InlineData("lossy-alpha.webp")]
    [InlineData("cmyk-packbits.tif")]
    [InlineData("metadata.avif")]
    [InlineData("palette.gif")]
    public void Load_TruncatedFile_IsRefused(string name)
    {
        byte[] file = SeedFiles.Read(name);

        for (int percent = 10; percent < 95; percent += 10)
        {
            Assert.Throws<ImageFileException>(() => ImageFile.Load(file.AsMemory(0, file.Length * percent / 100)));
        }
    }

    [Theory]
    [InlineData("subsampled.jpg")]
    [InlineData("rgb-16-bit.png")]
    [InlineData("palette.gif")]
    public void Load_TruncatedFileLeniently_GivesThePictureAndTheWarnings(string name)
    {
        byte[] file = SeedFiles.Read(name);
        byte[] truncated = file[..(file.Length * 4 / 5)];

        Image image = ImageFile.Load(truncated, new LoadOptions { Lenient = true });

        Assert.Equal(new PixelSize(21, 17), image.Size);
        Assert.NotEmpty(image.Metadata.Warnings);
        Assert.Contains("--lenient", Assert.Throws<ImageFileException>(() => ImageFile.Load(truncated)).Message);
    }

    [Fact]
    public void Load_Heic_SaysWhatIsMissing()
    {
        byte[] heic = SeedFiles.Read("metadata.avif");
        "heic"u8.CopyTo(heic.AsSpan(8));
        heic.AsSpan(heic.AsSpan().IndexOf("av01"u8), 4).Clear();

        Assert.Contains("HEVC", Assert.Throws<ImageFileException>(() => ImageFile.Load(heic)).Message);
    }

    private static ImageFileException Refuse(string path) => Assert.Throws<ImageFileException>(() => ImageFile.Load(path));

    private static ImageFileException Refuse(byte[] file, LoadOptions options) =>
        Assert.Throws<ImageFileException>(() => ImageFile.Load(file, options));

    /// <summary>A valid progressive JPEG of 8×8 grey pixels whose scans each send one bit of one coefficient.</summary>
    private static byte[] ScanBomb(int scans)
    {
        List<byte> file = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)];
        file.AddRange([0xFF, 0xC2, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        foreach (byte table in new byte[] { 0x00, 0x10 })
        {
            file.AddRange([0xFF, 0xC4, 0, 20, table, 1, .. new byte[16]]);
        }

        file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0]);
        for (int i = 0; i < scans; i++)
        {
            (int coefficient, int bit) = ((i / 14) + 1, 13 - (i % 14));
            int approximation = ((bit == 13 ? 0 : bit + 1) << 4) | bit;
            file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, (byte)coefficient, (byte)coefficient, (byte)approximation, 0]);
        }

        return [.. file, 0xFF, 0xD9];
    }
}
