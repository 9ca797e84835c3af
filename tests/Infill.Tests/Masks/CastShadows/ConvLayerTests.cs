using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ConvLayerTests
{
    [Theory]
    [InlineData(1, 1, 16, 2)]
    [InlineData(3, 5, 19, 7)]
    [InlineData(2, 8, 33, 4)]
    public void Apply_AnySize_IsTheSumOfNineNeighbours(int inputs, int outputs, int width, int height)
    {
        FloatImage input = Noise(inputs, width, height, 1);
        var layer = new ConvLayer(inputs, outputs, Noise(outputs, 9, inputs, 2).Values, Noise(outputs, 1, 1, 3).Values);

        FloatImage result = layer.Apply(input, isRectified: true);

        for (int i = 0; i < result.Values.Length; i++)
        {
            (int o, int y, int x) = (i / (width * height), i / width % height, i % width);
            double sum = layer.Bias[o];
            for (int k = 0; k < inputs * 9; k++)
            {
                (int c, int atY, int atX) = (k / 9, y - 1 + (k % 9 / 3), x - 1 + (k % 3));
                sum += atX >= 0 && atY >= 0 && atX < width && atY < height ? layer.Weights[(o * inputs * 9) + k] * input[c, atX, atY] : 0;
            }

            Assert.Equal(Math.Max(0, sum), result.Values[i], 1e-5);
        }
    }

    [Fact]
    public void Fold_TakesSquaresOfTwoApart()
    {
        FloatImage image = Noise(3, 12, 8, 4);

        FloatImage folded = ConvLayer.Fold(image);

        Assert.Equal((12, new PixelSize(6, 4)), (folded.Channels, folded.Size));
        Assert.Equal(image[1, 5, 2], folded[(1 * 4) + 1, 2, 1]);
        Assert.Equal(image[2, 4, 7], folded[(2 * 4) + 2, 2, 3]);
    }

    [Fact]
    public void Pool_TakesTheLargestOfFour()
    {
        FloatImage fine = Noise(2, 8, 6, 5);

        FloatImage pooled = ConvLayer.Pool(fine);

        Assert.Equal((2, new PixelSize(4, 3)), (pooled.Channels, pooled.Size));
        Assert.Equal(new[] { fine[1, 6, 4], fine[1, 7, 4], fine[1, 6, 5], fine[1, 7, 5] }.Max(), pooled[1, 3, 2]);
    }

    private static FloatImage Noise(int channels, int width, int height, int seed)
    {
        var image = new FloatImage(channels, new PixelSize(width, height));
        var random = new Random(seed);
        foreach (ref float value in image.Values.AsSpan())
        {
            value = (float)((2 * random.NextDouble()) - 1);
        }

        return image;
    }
}
