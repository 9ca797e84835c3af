using CsCheck;
using Infill.Hostile;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

/// <summary>The readers without a decoder say what libvips says, or nothing.</summary>
public sealed class HeaderPeekTests
{
    private const int Mutants = 4000;

    /// <summary>Seeds that a reader must understand itself, else it is of no use.</summary>
    private static readonly string[] Usual =
    [
        "cmyk.jpg", "grey-restarts.jpg", "metadata.jpg", "progressive.jpg", "subsampled.jpg",
        "grey-1-bit.png", "interlaced.png", "metadata.png", "palette-4-bit.png", "rgb-16-bit.png",
    ];

    public static TheoryData<string> UsualNames => [.. Usual];

    [Theory, MemberData(nameof(UsualNames))]
    public void TryRead_UsualFile_IsTheHeaderOfTheDecoder(string name)
    {
        byte[] file = SeedFiles.Read(name);

        Assert.Equal(Ask(file), Peek(file));
    }

    [Theory]
    [InlineData(FileFormat.Jpeg)]
    [InlineData(FileFormat.Png)]
    public void TryRead_AnyMutant_IsTheHeaderOfTheDecoderWhereBothHaveOne(FileFormat format)
    {
        int agreed = 0;
        for (int seed = 0; seed < Mutants; seed++)
        {
            byte[] file = Mutant.Make(format, seed);
            if (Peek(file) is ImageHeader peeked && Ask(file) is ImageHeader asked)
            {
                Assert.True(peeked == asked, $"{format}, seed {seed}: {peeked}, but the decoder says {asked}");
                agreed++;
            }
        }

        // Readers that never say anything would pass, too.
        Assert.InRange(agreed, Mutants / 4, Mutants);
    }

    [Theory]
    [InlineData(FileFormat.Jpeg)]
    [InlineData(FileFormat.Png)]
    public void TryRead_AnyOrientation_TurnsAsTheDecoderDoes(FileFormat format)
    {
        for (int orientation = 0; orientation <= 9; orientation++)
        {
            byte[] file = WithExif(TestPictures.Noise(new PixelSize(13, 7), new PixelFormat(ColorModel.Rgb, false, 8)), format, TestExif.Block(orientation));

            ImageHeader? peeked = Peek(file);

            Assert.True(peeked is null || peeked == Ask(file), $"{format} {orientation}");
            Assert.Equal(orientation is >= 1 and <= 8, peeked is not null);
        }
    }

    [Fact]
    public void TryRead_AnySizeAndFormat_IsTheHeaderOfTheFile() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Enum<ColorModel>(), Gen.Bool, Gen.Bool).Sample((width, height, model, alpha, deep) =>
        {
            var picture = new Image(new PixelSize(width, height), new PixelFormat(model, alpha, deep ? 16 : 8));
            foreach (FileFormat format in new[] { FileFormat.Jpeg, FileFormat.Png })
            {
                if (ImageFile.FindObstacle(picture.Format, picture.Size, format) is null)
                {
                    Assert.Equal(new ImageHeader(format, picture.Size, picture.Format, 1, 1), Peek(ImageFile.Encode(picture, format)));
                }
            }
        }, iter: 200);

    [Fact]
    public void ReadHeader_LimitsAndScans_AreHeldWithoutADecoder()
    {
        byte[] file = ImageFile.Encode(new Image(new PixelSize(90, 80), new PixelFormat(ColorModel.Rgb, false, 8)), FileFormat.Jpeg);

        Assert.True(Assert.Throws<ImageFileException>(() => ImageFile.ReadHeader(file, new LoadOptions { MaxPixels = 7199 })).IsLimit);
        Assert.True(Assert.Throws<ImageFileException>(() => ImageFile.ReadHeader(file, new LoadOptions { MaxBytes = 21599 })).IsLimit);
        Assert.Equal(new PixelSize(90, 80), ImageFile.ReadHeader(file, new LoadOptions { MaxPixels = 7200, MaxBytes = 21600 }).Size);
    }

    private static ImageHeader? Peek(byte[] file)
    {
        using var stream = new MemoryStream(file);
        bool isJpeg = FileSignature.Detect(file, out _) == FileFormat.Jpeg;
        if (!isJpeg && FileSignature.Detect(file, out _) != FileFormat.Png)
        {
            return null;
        }

        stream.Position = isJpeg ? 2 : 8;
        return isJpeg ? JpegHeader.TryRead(new ByteScanner(stream)) : PngHeader.TryRead(new ByteScanner(stream));
    }

    // A whole picture is read with the decoder's header; so is the header of a file that a peek does not understand.
    private static ImageHeader? Ask(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file);
            return new PictureReader(stream, "test", new LoadOptions { MaxPixels = long.MaxValue, MaxBytes = long.MaxValue }).AskForHeader();
        }
        catch (ImageFileException)
        {
            return null;
        }
    }

    private static byte[] WithExif(Image picture, FileFormat format, byte[] exif)
    {
        byte[] file = ImageFile.Encode(picture, format);
        return format == FileFormat.Jpeg ? TestExif.InsertIntoJpeg(file, exif) : [.. file[..33], .. Chunk(exif[6..]), .. file[33..]];
    }

    private static byte[] Chunk(byte[] content)
    {
        byte[] png = ExifCarrier.Wrap(content);
        return png[33..(33 + content.Length + 12)];
    }
}
