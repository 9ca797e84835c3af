using Infill.Imaging;
using Infill.Onnx.MaskModels;

namespace Infill.Tests.Onnx.MaskModels;

/// <summary>Laws of the sizes that networks see, for pictures of every shape.</summary>
public sealed class SeenSizeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4000)]
    [InlineData(4000, 1)]
    [InlineData(31, 33)]
    [InlineData(32, 32)]
    [InlineData(64, 63)]
    [InlineData(100, 700)]
    [InlineData(333, 222)]
    [InlineData(512, 512)]
    [InlineData(640, 427)]
    [InlineData(735, 735)]
    [InlineData(736, 736)]
    [InlineData(737, 500)]
    [InlineData(960, 540)]
    [InlineData(1024, 768)]
    [InlineData(1535, 1535)]
    [InlineData(1536, 1024)]
    [InlineData(1537, 3)]
    [InlineData(1920, 1080)]
    [InlineData(2000, 3000)]
    [InlineData(3840, 2160)]
    [InlineData(4242, 2828)]
    [InlineData(6000, 4000)]
    [InlineData(12000, 9000)]
    public void SeenSize_AnyPicture_IsWhatTheDetectorTakes(int width, int height)
    {
        PixelSize seen = TextDetector.SeenSize(new PixelSize(width, height));

        Assert.Equal((0, 0), (seen.Width % 32, seen.Height % 32));
        Assert.InRange(Math.Max(seen.Width, seen.Height), 32, 1536);
        Assert.InRange(Math.Min(seen.Width, seen.Height), 32, 1536);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4000)]
    [InlineData(4000, 1)]
    [InlineData(31, 33)]
    [InlineData(32, 32)]
    [InlineData(64, 63)]
    [InlineData(100, 700)]
    [InlineData(333, 222)]
    [InlineData(512, 512)]
    [InlineData(640, 427)]
    [InlineData(735, 735)]
    [InlineData(736, 736)]
    [InlineData(737, 500)]
    [InlineData(960, 540)]
    [InlineData(1024, 768)]
    [InlineData(1535, 1535)]
    [InlineData(1536, 1024)]
    [InlineData(1537, 3)]
    [InlineData(1920, 1080)]
    [InlineData(2000, 3000)]
    [InlineData(3840, 2160)]
    [InlineData(4242, 2828)]
    [InlineData(6000, 4000)]
    [InlineData(12000, 9000)]
    public void Geometry_AnyPicture_LiesInTheSquare(int width, int height)
    {
        var geometry = new SegmentGeometry(new PixelSize(width, height));

        Assert.Equal(1024, Math.Max(geometry.Seen.Width, geometry.Seen.Height));
        Assert.InRange(Math.Min(geometry.Seen.Width, geometry.Seen.Height), 1, 1024);
        Assert.Equal(256, Math.Max(geometry.Covered.Width, geometry.Covered.Height));
    }
}
