using CsCheck;
using Infill.Quality.Detectors;

namespace Infill.Tests.Quality.Detectors;

public sealed class BlockPairsTests
{
    private static readonly Gen<float[]> Keys = Gen.Float[-1e6f, 1e6f].Array[0, 400];

    [Fact]
    public void Sort_AnyKeys_IsTheStableOrder() => Keys.Sample(keys =>
        Assert.Equal(keys.Select((key, i) => (key, i)).OrderBy(pair => pair.key).Select(pair => pair.i), BlockPairs.Sort(keys)), iter: 500);

    [Fact]
    public void Sort_EqualKeys_KeepTheirOrder() => Assert.Equal([4, 0, 2, 1, 3], BlockPairs.Sort([-1, 3, -1, 3, -2]));

    [Fact]
    public void Find_AnyBlocks_GivesOnlyEqualOnesEachOnce() => Gen.Int[1, 10_000].Sample(seed =>
    {
        float[] vectors = Noise(60, seed);

        List<(int From, int To)> pairs = new BlockPairs(vectors).Find();

        Assert.Equal(pairs.Count, pairs.Distinct().Count());
        Assert.All(pairs, pair => Assert.True(pair.From < pair.To && Distance(vectors, pair) < 0.0201f * Math.Max(Energy(vectors, pair.From), Energy(vectors, pair.To))));
    }, iter: 200);

    [Theory]
    [InlineData(0f, true)]
    [InlineData(0.1f, true)]
    [InlineData(0.2f, false)]
    public void Find_BlockTwice_IsFoundWithinItsLikeness(float change, bool expected)
    {
        // Change is the length of the difference as a share of the block's; squared it may be up to 0.02.
        float[] vectors = Noise(30, 5);
        float length = MathF.Sqrt(Energy(vectors, 17)) * change;
        Array.Copy(vectors, 17 * 16, vectors, 25 * 16, 16);
        vectors[25 * 16] += length;

        Assert.Equal(expected, new BlockPairs(vectors).Find().Contains((17, 25)));
    }

    [Fact]
    public void Find_NoBlocks_IsEmpty() => Assert.Empty(new BlockPairs([]).Find());

    private static float[] Noise(int blocks, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, blocks * 16).Select(_ => (random.NextSingle() * 20) - 10)];
    }

    private static float Energy(float[] vectors, int block) => vectors.Skip(block * 16).Take(16).Sum(v => v * v);

    private static float Distance(float[] vectors, (int From, int To) pair) =>
        Enumerable.Range(0, 16).Sum(k => (vectors[(pair.From * 16) + k] - vectors[(pair.To * 16) + k]) * (vectors[(pair.From * 16) + k] - vectors[(pair.To * 16) + k]));
}
