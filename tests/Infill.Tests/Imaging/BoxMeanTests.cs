using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class BoxMeanTests
{
    [Fact]
    public void Blur_AnyPlane_IsTheMeanOfTheSquareWithinThePicture() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 9], Gen.Int[0, 14], Gen.Float[-2f, 2f].Array[12 * 9]).Sample(
            (width, height, radius, values) =>
            {
                var image = new FloatImage(1, new PixelSize(width, height));
                values.AsSpan(0, width * height).CopyTo(image.Values);
                FloatImage blurred = image.Clone();

                BoxMean.Blur(blurred, radius);

                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        Assert.Equal(Mean(image, x, y, radius), blurred[0, x, y], 1e-4f);
                    }
                }
            },
            iter: 200);

    private static float Mean(FloatImage image, int x, int y, int radius)
    {
        var values = new List<float>();
        for (int v = Math.Max(0, y - radius); v <= Math.Min(image.Height - 1, y + radius); v++)
        {
            for (int u = Math.Max(0, x - radius); u <= Math.Min(image.Width - 1, x + radius); u++)
            {
                values.Add(image[0, u, v]);
            }
        }

        return values.Average();
    }
}
