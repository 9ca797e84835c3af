using Infill.Diffusion.Noise;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Noise;

public sealed class CudaNoiseTests
{
    // torch.cuda.manual_seed(0); torch.randn(3, 4, device="cuda"), as published with the stable-diffusion-webui's imitation of it.
    private static readonly float[] SeedZero =
    [
        -0.92466259f, -0.42534415f, -2.6438457f, 0.14518388f, -0.12086647f, -0.57972564f,
        -0.62285122f, -0.32838709f, -1.07454231f, -0.36314407f, -1.67105067f, 2.26550497f,
    ];

    [Fact]
    public void Normal_SeedZero_GivesThePublishedNumbers()
    {
        float[] drawn = new float[12];
        new CudaNoise(0).Normal(drawn);

        // Half a dozen last bits: the published numbers come from double-precision sines.
        Assert.All(SeedZero.Zip(drawn), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
    }

    [Fact]
    public void Normal_LargerThanTheGrid_TakesTheOtherNumbersOfEachThread()
    {
        const int Grid = 2 * 256;
        float[] small = new float[Grid];
        new CudaNoise(5, maxBlocks: 2).Normal(small);
        float[] large = new float[(4 * Grid) + 10];
        new CudaNoise(5, maxBlocks: 2).Normal(large);

        // The first round of the large tensor begins like the small one; its last ten elements are the second round,
        // which is what a generator gives that already drew once.
        Assert.Equal(small, large[..Grid]);
        var again = new CudaNoise(5, maxBlocks: 2);
        again.Normal(new float[Grid]);
        float[] second = new float[Grid];
        again.Normal(second);
        Assert.Equal(second[..10], large[^10..]);
        Assert.Equal(4 * Grid, large.Take(4 * Grid).Distinct().Count());
    }

    [Fact]
    public void Normal_GridLargerThanTheTensor_DoesNotDependOnTheDevice()
    {
        float[] one = new float[1000];
        float[] other = new float[1000];
        new CudaNoise(9, maxBlocks: 4).Normal(one);
        new CudaNoise(9).Normal(other);

        Assert.Equal(one, other);
    }

    [Fact]
    public void Normal_AfterATensorOfSeveralRounds_SkipsAllOfThem()
    {
        // 3 rounds of one block: 3·4·256 values. The next draw must begin at the fourth block of every subsequence.
        var long1 = new CudaNoise(1, maxBlocks: 1);
        long1.Normal(new float[(2 * 4 * 256) + 1]);
        float[] after = new float[256];
        long1.Normal(after);
        var short1 = new CudaNoise(1, maxBlocks: 1);
        float[] fourth = new float[256];
        for (int i = 0; i < 4; i++)
        {
            short1.Normal(fourth);
        }

        Assert.Equal(fourth, after);
    }

    [Fact]
    public void Draw_TwoChannels_FillsTheTensorInOneGo()
    {
        var size = new PixelSize(5, 3);
        float[] whole = new float[30];
        new CudaNoise(77).Normal(whole);

        Assert.Equal(whole, new CudaNoise(77).Draw(2, size, index: 4).Values);
    }

    [Fact]
    public void Normal_NothingToDraw_LeavesTheGeneratorWhereItIs()
    {
        var noise = new CudaNoise(3);
        noise.Normal([]);
        float[] drawn = new float[4];
        noise.Normal(drawn);
        float[] fresh = new float[4];
        new CudaNoise(3).Normal(fresh);

        Assert.Equal(fresh, drawn);
    }

    [Fact]
    public void Constructor_NoBlocks_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new CudaNoise(0, 0));
}
