using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class FileProofCheckTests
{
    [Theory]
    [InlineData(FileFormat.Png, FileProof.Exact)]
    [InlineData(FileFormat.Webp, FileProof.Exact)]
    [InlineData(FileFormat.Tiff, FileProof.Exact)]
    [InlineData(FileFormat.Jpeg, FileProof.Lossy)]
    public void Require_EncodedFile_ProvesWhatItsFormatCan(FileFormat format, FileProof expected)
    {
        Image image = Pictures.Noise(13, 7);
        byte[] file = ImageFile.Encode(image, format);

        Assert.Equal(expected, FileProofCheck.Require(image, () => ImageFile.Load(file, null, TestContext.Current.CancellationToken), format));
    }

    [Fact]
    public void Require_OneOtherSample_IsRefused()
    {
        Image image = Pictures.Noise(13, 7), other = image.Clone();
        other.Samples8[^1] ^= 1;

        Assert.Throws<ImageFileException>(() => FileProofCheck.Require(image, () => other, FileFormat.Png));
        Assert.Throws<ImageFileException>(() => FileProofCheck.Require(image, () => Pictures.Noise(7, 13), FileFormat.Png));
    }

    [Fact]
    public void Require_OtherChannels_CannotBeCompared() =>
        Assert.Equal(FileProof.OtherPixelFormat, FileProofCheck.Require(Pictures.Noise(5, 4, Pictures.Grey8), () => Pictures.Noise(5, 4), FileFormat.Gif));

    [Fact]
    public void ReadHeader_OfAStream_IsThatOfTheBytesWhereverItStands()
    {
        byte[] file = ImageFile.Encode(Pictures.Noise(13, 7, Pictures.Rgba8), FileFormat.Png);
        using var stream = new MemoryStream(file);
        using var later = new MemoryStream([1, 2, 3, .. file]) { Position = 3 };

        Assert.Equal(ImageFile.ReadHeader(file), ImageFile.ReadHeader(stream));
        Assert.Equal(ImageFile.ReadHeader(file), ImageFile.ReadHeader(later));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void ReadHeader_OfAStreamThatIsNoPicture_CallsItByItsName()
    {
        using var stream = new MemoryStream("no picture at all"u8.ToArray());

        Assert.StartsWith("The upload", Assert.Throws<ImageFileException>(() => ImageFile.ReadHeader(stream, new LoadOptions { StreamName = "The upload" })).Message, StringComparison.Ordinal);
    }
}
