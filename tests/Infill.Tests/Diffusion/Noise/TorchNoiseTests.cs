using System.Globalization;
using System.Text.Json;
using CsCheck;
using Infill.Diffusion.Noise;
using Infill.Imaging;
using Infill.Tests.Golden;

namespace Infill.Tests.Diffusion.Noise;

public sealed class TorchNoiseTests
{
    private const string File = "rng/torch_cpu.safetensors";

    public static TheoryData<ulong> RecordedSeeds =>
        [.. JsonDocument.Parse(GoldenData.Text("rng/torch_cpu.json")).RootElement.EnumerateObject()
            .Where(p => p.Name.StartsWith("seed", StringComparison.Ordinal))
            .Select(p => ulong.Parse(p.Name["seed".Length..], CultureInfo.InvariantCulture))];

    [Theory, MemberData(nameof(RecordedSeeds))]
    public void Normal_RecordedSeed_GivesEveryBitOfTheReference(ulong seed)
    {
        var tensors = new GoldenTensors(File);
        var noise = new TorchNoise(seed);

        for (int i = 0; tensors.Has($"seed{seed}.{i}"); i++)
        {
            float[] expected = tensors.Floats($"seed{seed}.{i}");
            float[] drawn = new float[expected.Length];
            noise.Normal(drawn);
            Assert.Equal(Bits(expected), Bits(drawn));
        }

        float[] uniform = tensors.Floats($"seed{seed}.rand");
        float[] drawnUniform = new float[uniform.Length];
        noise.Uniform(drawnUniform);
        Assert.Equal(Bits(uniform), Bits(drawnUniform));
    }

    [Fact]
    public void Normal_SmallDraws_KeepTheSecondNumberOfAPairForTheNextOne()
    {
        var apart = new TorchNoise(3);
        float[] first = new float[1];
        float[] between = new float[16];
        float[] second = new float[1];
        apart.Normal(first);
        apart.Normal(between);
        apart.Normal(second);
        float[] pair = new float[2];
        new TorchNoise(3).Normal(pair);

        // The kept number survives a large draw, which takes its own path.
        Assert.Equal(pair, first.Concat(second));
    }

    [Fact]
    public void Normal_SizesAroundTheBlock_DrawWhatTheirFormNeeds()
    {
        // 17 values take 17 + 16 words of the generator, 16 take 16: the next uniform number shows it.
        Gen.Int[16, 70].Sample(size =>
        {
            var noise = new TorchNoise(8);
            noise.Normal(new float[size]);
            float[] next = new float[1];
            noise.Uniform(next);
            float[] words = new float[size + (size % 16 == 0 ? 0 : 16) + 1];
            new TorchNoise(8).Uniform(words);
            Assert.Equal(words[^1], next[0]);
        });
    }

    [Theory, InlineData(16), InlineData(1001), InlineData(15)]
    public void Normal_ManyDraws_HaveTheMomentsOfANormalDistribution(int size)
    {
        var noise = new TorchNoise(12);
        double[] draws = [.. Enumerable.Range(0, 60_000 / size).SelectMany(_ => Draw(noise, size))];

        // Five standard errors of 60,000 draws: 1/√n, √(2/n), √(96/n).
        Assert.InRange(draws.Average(), -0.0205, 0.0205);
        Assert.InRange(draws.Average(d => d * d), 1 - 0.029, 1 + 0.029);
        Assert.InRange(draws.Average(d => d * d * d * d), 3 - 0.2, 3 + 0.2);
    }

    [Fact]
    public void Constructor_SeedsEqualInTheLower32Bits_GiveTheSameNumbers()
    {
        Assert.Equal(Draw(new TorchNoise(7), 20), Draw(new TorchNoise((5UL << 32) + 7), 20));
        Assert.NotEqual(Draw(new TorchNoise(7), 20), Draw(new TorchNoise(8), 20));
    }

    [Fact]
    public void Draw_OddShape_IsOneTensorInPlaneOrder()
    {
        float[] whole = new float[3 * 5 * 7];
        new TorchNoise(4).Normal(whole);

        Assert.Equal(whole, new TorchNoise(4).Draw(3, new PixelSize(7, 5), index: 0).Values);
    }

    private static double[] Draw(TorchNoise noise, int size)
    {
        float[] values = new float[size];
        noise.Normal(values);
        return [.. values.Select(v => (double)v)];
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
