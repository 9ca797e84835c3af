using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class JpegQualityTests
{
    [Fact]
    public void Estimate_EveryQualityOfLibjpeg_IsFound()
    {
        Image image = TestPictures.Ramp(new PixelSize(16, 16), Pictures.Rgb8);

        for (int quality = 5; quality <= 100; quality++)
        {
            byte[] jpeg = ImageFile.Encode(image, FileFormat.Jpeg, new SaveOptions { JpegQuality = quality });

            Assert.Equal(quality, Estimate(jpeg));
        }
    }

    [Fact]
    public void Estimate_OtherTables_FindsTheNearest()
    {
        byte[] jpeg = ImageFile.Encode(TestPictures.Ramp(new PixelSize(16, 16), Pictures.Grey8), FileFormat.Jpeg, new SaveOptions { JpegQuality = 80 });
        int table = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDB]) + 5;
        jpeg[table + 3]++;
        jpeg[table + 30]--;

        Assert.Equal(80, Estimate(jpeg));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xFF, 0xD8 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, 1, 2 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDB, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 0, 0, 0xFF, 0xD9 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xFF, 0xFF })]
    public void Estimate_NoTables_GivesNull(byte[] jpeg) => Assert.Null(Estimate(jpeg));

    private static int? Estimate(byte[] jpeg)
    {
        using var stream = new MemoryStream(jpeg);
        return JpegQuality.Estimate(stream);
    }
}
