using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.MaskModels;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

public sealed class SeenPictureTests
{
    [Theory]
    [InlineData(ColorModel.Rgb, false, 8)]
    [InlineData(ColorModel.Rgb, true, 16)]
    [InlineData(ColorModel.Grey, false, 8)]
    [InlineData(ColorModel.Grey, true, 8)]
    public void Of_AnyFormatAndSize_HasThreeChannelsInRange(ColorModel model, bool hasAlpha, int depth)
    {
        Image image = TestPictures.Noise(new PixelSize(37, 23), new PixelFormat(model, hasAlpha, depth));

        foreach (PixelSize size in new[] { new PixelSize(37, 23), new PixelSize(12, 50), new PixelSize(64, 64), new PixelSize(1, 1) })
        {
            FloatImage seen = SeenPicture.Of(image, size);

            Assert.Equal((3, size), (seen.Channels, seen.Size));
            Assert.All(seen.Values, value => Assert.InRange(value, 0f, 1f));
        }
    }

    [Fact]
    public void Of_TransparentPixels_LieOnWhite()
    {
        var image = new Image(new PixelSize(2, 1), new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        image.Samples8[3] = 0;
        image.Samples8[7] = 255;

        FloatImage seen = SeenPicture.Of(image, image.Size);

        Assert.Equal([1f, 0f], seen.Plane(0).ToArray());
        Assert.Equal([1f, 0f], seen.Plane(2).ToArray());
    }

    [Fact]
    public void Of_SameSize_KeepsEverySample()
    {
        Image image = TestPictures.Noise(new PixelSize(9, 7), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));

        FloatImage seen = SeenPicture.Of(image, image.Size);

        for (int i = 0; i < image.Samples8.Length; i++)
        {
            Assert.Equal(image.Samples8[i] / 255f, seen.Plane(i % 3)[i / 3], 1e-6f);
        }
    }

    [Fact]
    public void Normalised_SmallPicture_StandsTopLeftBetweenZeros()
    {
        var seen = new FloatImage(3, new PixelSize(2, 1));
        seen.Values.AsSpan().Fill(1f);

        OnnxTensor tensor = SeenPicture.Normalised(seen, new PixelSize(3, 2));

        Assert.Equal([1, 3, 2, 3], tensor.Dims);
        float red = (1 - 0.485f) / 0.229f, green = (1 - 0.456f) / 0.224f, blue = (1 - 0.406f) / 0.225f;
        float[] expected =
        [
            red, red, 0, 0, 0, 0,
            green, green, 0, 0, 0, 0,
            blue, blue, 0, 0, 0, 0,
        ];
        Assert.All(expected.Zip(tensor.Floats), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [InlineData(4000, 3000, 1024, 768, 256, 192)]
    [InlineData(3000, 4000, 768, 1024, 192, 256)]
    [InlineData(512, 512, 1024, 1024, 256, 256)]
    [InlineData(100, 1, 1024, 10, 256, 2.5)]
    [InlineData(1, 5000, 1, 1024, 0.25, 256)]
    public void Geometry_AnyPicture_FillsTheSquareWithItsLongerSide(int width, int height, int seenWidth, int seenHeight, double cellsX, double cellsY)
    {
        var geometry = new SegmentGeometry(new PixelSize(width, height));

        Assert.Equal(new PixelSize(seenWidth, seenHeight), geometry.Seen);
        Assert.Equal((cellsX, cellsY), geometry.Covered);
        Assert.Equal((-0.5f, -0.5f), geometry.ToSquare(default));
        (float x, float y) = geometry.ToSquare(new(width, height));
        Assert.Equal(seenWidth - 0.5f, x, 1e-3f);
        Assert.Equal(seenHeight - 0.5f, y, 1e-3f);
    }
}
