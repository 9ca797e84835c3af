using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Tests.Diffusion;

public sealed class GaussianNoiseTests
{
    [Fact]
    public void At_ManyDraws_HaveMeanZeroAndUnitVariance()
    {
        var noise = new GaussianNoise(seed: 11, stream: 2);
        double[] draws = [.. Enumerable.Range(0, 40_000).Select(i => (double)noise.At(step: i % 7, channel: i % 3, pixel: i))];

        double mean = draws.Average();
        double variance = draws.Average(d => (d - mean) * (d - mean));

        // Five standard errors of 40,000 draws.
        Assert.InRange(mean, -0.025, 0.025);
        Assert.InRange(variance, 0.965, 1.035);
    }

    [Fact]
    public void At_AnyOtherKey_GivesAnotherDraw()
    {
        var noise = new GaussianNoise(1, 1);
        float draw = noise.At(0, 0, 0);

        Assert.Equal(draw, new GaussianNoise(1, 1).At(0, 0, 0));
        Assert.NotEqual(draw, new GaussianNoise(2, 1).At(0, 0, 0));
        Assert.NotEqual(draw, new GaussianNoise(1, 2).At(0, 0, 0));
        Assert.NotEqual(draw, noise.At(1, 0, 0));
        Assert.NotEqual(draw, noise.At(0, 1, 0));
        Assert.NotEqual(draw, noise.At(0, 0, 1));
    }

    [Fact]
    public void AddTo_ScaleZeroChannel_StaysExact()
    {
        var image = new FloatImage(2, new PixelSize(4, 4));

        FloatImage noisy = new GaussianNoise(1, 0).AddTo(image, 2f, step: 0, [1f, 0f]);

        Assert.All(noisy.Plane(1).ToArray(), value => Assert.Equal(0f, value));
        Assert.All(noisy.Plane(0).ToArray(), value => Assert.NotEqual(0f, value));
        Assert.All(image.Values, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void ToUnit_ManyBits_CoverTheUnitIntervalEvenly()
    {
        int[] bins = new int[16];
        for (uint i = 0; i < 16_000; i++)
        {
            bins[(int)(CounterRandom.ToUnit(CounterRandom.Bits(3, i)) * bins.Length)]++;
        }

        Assert.All(bins, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void ToGumbel_ManyBits_HasTheDistributionsMean()
    {
        double mean = Enumerable.Range(0, 20_000).Average(i => (double)CounterRandom.ToGumbel(CounterRandom.Bits(5, (uint)i, 0, 0)));

        // The Euler–Mascheroni constant, ± five standard errors.
        Assert.InRange(mean, 0.577 - 0.046, 0.577 + 0.046);
    }
}
