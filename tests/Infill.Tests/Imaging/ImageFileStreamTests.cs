using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

/// <summary>Streams of unknown length, read in whatever pieces they come.</summary>
public sealed class ImageFileStreamTests
{
    [Fact]
    public void ReadBytes_AnyPiecesAndLimit_GivesAllOrRefusesBeyondTheLimit() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[1, 90], Gen.Int[1, 500]).Sample((bytes, piece, limit) =>
        {
            var options = new LoadOptions { MaxBytes = limit, StreamName = "The pipe" };
            using var pipe = new SlowStream(bytes, piece);

            if (bytes.Length <= limit)
            {
                Assert.Equal(bytes, ImageFile.ReadBytes(pipe, options).ToArray());
                return;
            }

            ImageFileException refusal = Assert.Throws<ImageFileException>(() => ImageFile.ReadBytes(pipe, options));
            Assert.True(refusal.IsLimit);
            Assert.StartsWith("The pipe has more than", refusal.Message, StringComparison.Ordinal);
            Assert.True(pipe.Given <= limit + piece, "It reads on after the limit.");
        });

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Load_StreamInPieces_IsThePictureOfTheFile(int piece)
    {
        Image picture = TestPictures.Noise(new PixelSize(13, 11), new PixelFormat(ColorModel.Rgb, true, 8), seed: 5);
        byte[] bytes = ImageFile.Encode(picture, FileFormat.Png);
        using var pipe = new SlowStream(bytes, piece);

        Assert.Equal(picture.ComputeHash(), ImageFile.Load(pipe, null, TestContext.Current.CancellationToken).ComputeHash());
    }

    [Fact]
    public void LoadMask_Bytes_IsTheMaskOfTheFile()
    {
        Mask disc = TestMasks.Disc(31, 22, 7);
        byte[] bytes = ImageFile.Encode(MaskImage.ToImage16(disc), FileFormat.Png);

        Assert.Equal(disc.ComputeHash(), ImageFile.LoadMask(bytes).ComputeHash());
    }

    [Fact]
    public void LoadMask_BytesWithoutTheAlphaAskedFor_NamesTheStream()
    {
        byte[] bytes = ImageFile.Encode(new Image(new PixelSize(3, 3), new PixelFormat(ColorModel.Grey, false, 8)), FileFormat.Png);

        ImageFileException refusal = Assert.Throws<ImageFileException>(
            () => ImageFile.LoadMask(bytes, MaskPolarity.OpaqueFills, new LoadOptions { StreamName = "Standard input" }));

        Assert.StartsWith("Standard input is no usable mask", refusal.Message, StringComparison.Ordinal);
    }
}
