using CsCheck;
using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Decoding;

/// <summary>What a decoder writes is read back, and anything else is refused without taking memory for it.</summary>
public sealed class PictureWireTests
{
    private static readonly LoadOptions Small = new() { MaxPixels = 1000, MaxBytes = 10_000 };

    [Fact]
    public void ReadImage_Written_IsTheSame()
    {
        foreach (PixelFormat format in Pictures.AllFormats)
        {
            Image image = Pictures.Noise(7, 5, format).WithMetadata(new ImageMetadata
            {
                IccProfile = [1, 2, 3],
                Exif = [],
                Xmp = null,
                DpiX = 72.5,
                DpiY = null,
                SourceFormat = FileFormat.Webp,
                JpegQuality = 88,
                Warnings = ["one", "two"],
                Notes = ["three"],
            });
            using var stream = new MemoryStream();
            PictureWire.Write(stream, image);
            stream.Position = 0;

            Image back = PictureWire.ReadImage(stream, Small);

            Assert.Equal(image.ComputeHash(), back.ComputeHash());
            Assert.Equal([[1, 2, 3], [], null], (byte[]?[])[back.Metadata.IccProfile, back.Metadata.Exif, back.Metadata.Xmp]);
            Assert.Equal((72.5, null, FileFormat.Webp, 88), (back.Metadata.DpiX, back.Metadata.DpiY, back.Metadata.SourceFormat, back.Metadata.JpegQuality));
            Assert.Equal(["one", "two", "three"], back.Metadata.Warnings.Concat(back.Metadata.Notes));
            Assert.Equal(stream.Length, stream.Position);
        }
    }

    // Any bytes at all: read, refused or cut off, and never more memory than the limits.
    [Fact]
    public void ReadImage_AnyBytes_NeverFailsOtherwise()
    {
        using var whole = new MemoryStream();
        PictureWire.Write(whole, Pictures.Noise(7, 5).WithMetadata(new ImageMetadata { SourceFormat = FileFormat.Png }));
        byte[] valid = whole.ToArray();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length]).Array[0, 4].Sample(
            changes =>
            {
                byte[] bytes = [.. valid];
                Array.ForEach(changes, change => bytes[change.Item1] = change.Item2);
                int length = changes.Length > 0 && changes[0].Item3 % 3 == 0 ? changes[0].Item3 : bytes.Length;
                Exception? refusal = Record.Exception(() => PictureWire.ReadImage(new MemoryStream(bytes, 0, length), Small));
                Assert.True(refusal is null or InvalidDataException or EndOfStreamException, $"{refusal}");
            },
            iter: 3000);
    }

    [Theory]
    [InlineData(1001, 1)]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void ReadHeader_BeyondTheLimits_IsRefused(int width, int height)
    {
        using var stream = new MemoryStream();
        PictureWire.Write(stream, new ImageHeader(FileFormat.Png, new PixelSize(width, height), Pictures.Rgb8, 1, 1));
        stream.Position = 0;

        Assert.Throws<InvalidDataException>(() => PictureWire.ReadHeader(stream, Small));
    }

    [Fact]
    public void Read_Order_IsTheSameAndNullAtTheEnd()
    {
        var order = new DecodeOrder(WantsPixels: true, Small with { Lenient = true, StreamName = "The mask" }, TimeSpan.FromSeconds(7), 99);
        using var stream = new MemoryStream();
        order.Write(stream);
        stream.Position = 0;

        Assert.Equal(order, DecodeOrder.Read(stream));
        Assert.Null(DecodeOrder.Read(stream));
    }
}
