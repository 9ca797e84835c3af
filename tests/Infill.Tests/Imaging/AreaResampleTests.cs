using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

/// <summary>Area averaging: means stay, flat stays flat, nothing leaves the range of what is covered.</summary>
public sealed class AreaResampleTests
{
    [Fact]
    public void Reduce_WholeFactor_IsTheMeanOfEachBlock()
    {
        Image image = TestPictures.Noise(new PixelSize(12, 9), Support.Pictures.Rgb8);

        Image small = AreaResample.Reduce(image, new PixelSize(4, 3));

        for (int i = 0; i < 4 * 3 * 3; i++)
        {
            (int x, int y, int c) = (i / 3 % 4, i / 12, i % 3);
            double mean = Enumerable.Range(0, 9).Average(k => image[(x * 3) + (k % 3), (y * 3) + (k / 3), c]);
            Assert.Equal(mean, small[x, y, c], 0.5001);
        }
    }

    [Fact]
    public void Reduce_FractionOfAPixel_CountsAsFraction()
    {
        var image = new Image(new PixelSize(3, 1), Support.Pictures.Grey8, [30, 60, 240]);

        Image small = AreaResample.Reduce(image, new PixelSize(2, 1));

        // The left pixel covers all of 30 and half of 60, the right one the other half and all of 240.
        Assert.Equal([40, 180], small.Samples8.Select(s => (int)s));
    }

    [Fact]
    public void Reduce_AnySize_KeepsTheMeanAndTheRange() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Double[0.05, 1], Gen.Double[0.05, 1], Gen.UInt).Sample((width, height, sx, sy, seed) =>
    {
        Image image = TestPictures.Noise(new PixelSize(width, height), Support.Pictures.Grey16, seed: seed);
        var size = new PixelSize(Math.Max(1, (int)(width * sx)), Math.Max(1, (int)(height * sy)));

        Image small = AreaResample.Reduce(image, size);

        Assert.Equal(size, small.Size);
        Assert.Equal(image.Samples16.Average(s => s), small.Samples16.Average(s => s), 0.51);
        Assert.InRange(small.Samples16.Min(), image.Samples16.Min(), image.Samples16.Max());
        Assert.InRange(small.Samples16.Max(), image.Samples16.Min(), image.Samples16.Max());
    });

    [Fact]
    public void Reduce_TransparentPixels_DoNotBleed()
    {
        var image = new Image(new PixelSize(2, 1), Support.Pictures.Rgba8, [200, 100, 50, 255, 0, 255, 0, 0]);

        Image small = AreaResample.Reduce(image, new PixelSize(1, 1));

        Assert.Equal([200, 100, 50, 128], small.Samples8.Select(s => (int)s));
    }

    [Fact]
    public void Reduce_AllTransparent_IsBlackAndTransparent()
    {
        var image = new Image(new PixelSize(2, 1), Support.Pictures.Rgba8, [200, 100, 50, 0, 0, 255, 0, 0]);

        Assert.All(AreaResample.Reduce(image, new PixelSize(1, 1)).Samples8, s => Assert.Equal(0, s));
    }

    [Theory]
    [InlineData(2560, 1600, 1280, 1280, 800)]
    [InlineData(1306, 1530, 1280, 1093, 1280)]
    [InlineData(640, 427, 1280, 640, 427)]
    [InlineData(5000, 1, 100, 100, 1)]
    public void FitSide_LongerSide_IsAtMostTheLimit(int width, int height, int limit, int newWidth, int newHeight) =>
        Assert.Equal(new PixelSize(newWidth, newHeight), AreaResample.FitSide(new PixelSize(width, height), limit));

    [Fact]
    public void ToMaxSide_SmallPicture_IsItself()
    {
        Image image = TestPictures.Noise(new PixelSize(7, 5), Support.Pictures.Rgb8);

        Assert.Same(image, AreaResample.ToMaxSide(image, 7));
        Assert.Equal(new PixelSize(6, 4), AreaResample.ToMaxSide(image, 6).Size);
    }

    [Theory]
    [InlineData(8, 5)]
    [InlineData(7, 6)]
    [InlineData(0, 1)]
    public void Reduce_LargerOrEmpty_IsRefused(int width, int height) => Assert.Throws<ArgumentOutOfRangeException>(
        () => AreaResample.Reduce(TestPictures.Noise(new PixelSize(7, 5), Support.Pictures.Rgb8), new PixelSize(width, height)));
}
