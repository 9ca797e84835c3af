using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class GaussianTests
{
    [Theory, InlineData(0), InlineData(0.3), InlineData(1), InlineData(7.7), InlineData(256)]
    public void Kernel_AnySigma_SumsToOneAndIsSymmetric(double sigma)
    {
        float[] kernel = Gaussian.Kernel(sigma);

        Assert.Equal(1, kernel.Sum(w => (double)w), 1e-5);
        Assert.Equal(kernel, kernel.Reverse());
        Assert.Equal(1, kernel.Length % 2);
    }

    [Theory, InlineData(-0.1), InlineData(256.1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void Kernel_SigmaOutOfRange_Throws(double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Gaussian.Kernel(sigma));

    [Fact]
    public void Blur_Impulse_IsTheKernelInBothDirections()
    {
        var size = new PixelSize(21, 17);
        float[] plane = new float[size.Area];
        plane[(8 * 21) + 10] = 1;
        float[] kernel = Gaussian.Kernel(1.2);

        float[] blurred = Gaussian.Blur(plane, size, 1.2);

        for (int i = 0; i < blurred.Length; i++)
        {
            int dx = Math.Abs((i % 21) - 10), dy = Math.Abs((i / 21) - 8), radius = kernel.Length / 2;
            float expected = dx > radius || dy > radius ? 0 : kernel[radius + dx] * kernel[radius + dy];
            Assert.Equal(expected, blurred[i], 1e-7f);
        }
    }

    [Theory, InlineData(1, 1), InlineData(1, 9), InlineData(9, 1), InlineData(13, 7)]
    public void Blur_ConstantPlane_StaysConstantUpToTheEdge(int width, int height)
    {
        float[] plane = [.. Enumerable.Repeat(0.37f, width * height)];

        float[] blurred = Gaussian.Blur(plane, new PixelSize(width, height), 5);

        Assert.All(blurred, value => Assert.Equal(0.37f, value, 1e-6f));
    }

    [Fact]
    public void BlurKnown_UnknownPixels_HaveNoInfluence()
    {
        var size = new PixelSize(11, 11);
        float[] weights = [.. Enumerable.Range(0, 121).Select(i => i % 11 < 6 ? 1f : 0f)];
        float[] plane = [.. weights.Select(w => w > 0 ? 0.25f : float.NaN)];

        float[] blurred = Gaussian.BlurKnown(plane, weights, size, 1);

        // Four columns are 3.5 sigma, rounded up: the last column sees nothing known.
        Assert.All(blurred.Where((_, i) => i % 11 < 10), value => Assert.Equal(0.25f, value, 1e-6f));
        Assert.All(blurred.Where((_, i) => i % 11 == 10), value => Assert.Equal(0f, value));
    }
}
