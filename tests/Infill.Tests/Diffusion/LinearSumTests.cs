using CsCheck;
using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Tests.Diffusion;

public sealed class LinearSumTests
{
    [Fact]
    public void Of_AnyTerms_IsTheirSumInSinglePrecision() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 21], Gen.Int[1, 4], Gen.Int[0, 1000]).Sample((channels, width, count, seed) =>
        {
            (double Coefficient, FloatImage Image)[] terms = [.. Enumerable.Range(0, count).Select(k => (k - 1.5, Noise(channels, width, seed + k)))];

            FloatImage sum = LinearSum.Of(terms);

            for (int i = 0; i < sum.Values.Length; i++)
            {
                float expected = 0;
                foreach ((double coefficient, FloatImage image) in terms)
                {
                    expected += (float)coefficient * image.Values[i];
                }

                Assert.Equal(expected, sum.Values[i]);
            }
        });

    [Fact]
    public void Of_CoefficientZero_DoesNotReadItsPicture()
    {
        var broken = new FloatImage(1, new PixelSize(2, 2));
        Array.Fill(broken.Values, float.NaN);

        Assert.All(LinearSum.Of((0, broken), (2, Noise(1, 2, 1, 2))).Values, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Of_OtherShapes_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LinearSum.Of((1, Noise(1, 3, 0)), (1, Noise(2, 3, 0))));

        Assert.Contains("1×3×1 and 2×3×1", error.Message, StringComparison.Ordinal);
    }

    private static FloatImage Noise(int channels, int width, int seed, int height = 1) =>
        new Infill.Diffusion.Noise.TorchNoise((ulong)seed).Draw(channels, new PixelSize(width, height), 0);
}
