using System.Reflection;
using Infill.Imaging;
using Infill.Onnx.Controls;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Controls;

public sealed class CannyEdgesTests
{
    [Fact]
    public void Of_APhoto_IsWhatOpenCvDraws()
    {
        FloatImage picture = Read("canny-source.png");
        FloatImage expected = Read("canny-opencv.png");

        FloatImage edges = CannyEdges.Of(picture);

        // Some 1,000 of 12,707 pixels are edges.
        Assert.InRange(edges.Plane(0).ToArray().Count(v => v > 0), 300, 3000);
        Assert.Equal(expected.Plane(0), edges.Plane(0));
    }

    [Fact]
    public void Of_FlatPicture_HasNoEdge() => Assert.All(CannyEdges.Of(Step(new PixelSize(17, 9), 0.4f, 0.4f)).Values, v => Assert.Equal(0f, v));

    [Fact]
    public void Of_OneStep_IsOneLineOnePixelWideInAllChannels()
    {
        FloatImage edges = CannyEdges.Of(Step(new PixelSize(21, 13), 0.2f, 0.8f));

        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < 13; y++)
            {
                Assert.Single(edges.Row(c, y).ToArray(), v => v == 1f);
            }
        }
    }

    [Theory]
    [InlineData(0.1f, 200, 400, false)]
    [InlineData(0.1f, 50, 100, true)]
    public void Of_FaintStep_IsSeenByLowThresholdsOnly(float step, int low, int high, bool isSeen) =>
        Assert.Equal(isSeen, CannyEdges.Of(Step(new PixelSize(21, 13), 0.4f, 0.4f + step), low, high).Values.Any(v => v > 0f));

    [Theory, InlineData(1, 1), InlineData(1, 9), InlineData(9, 1)]
    public void Of_ThinPictures_DoNotFail(int width, int height) =>
        Assert.Equal(3 * width * height, CannyEdges.Of(Step(new PixelSize(width, height), 0f, 1f)).Values.Length);

    [Theory, InlineData(-1, 5), InlineData(6, 5)]
    public void Of_ThresholdsThatDoNotRise_AreRefused(int low, int high) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CannyEdges.Of(Step(new PixelSize(3, 3), 0f, 1f), low, high));

    internal static FloatImage Step(PixelSize size, float left, float right) =>
        TestTiles.From(size, (_, x, _) => x < size.Width / 2 ? left : right, new PixelRect(0, 0, 1, 1)).Image;

    private static FloatImage Read(string name)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("controls/" + name)!;
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        Image image = ImageFile.Load(bytes, new LoadOptions(), TestContext.Current.CancellationToken);
        return ColorProfile.ToSrgb(image, image.Size.Bounds);
    }
}
