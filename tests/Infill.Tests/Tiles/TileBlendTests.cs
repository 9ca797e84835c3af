using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class TileBlendTests
{
    private static readonly Gen<(int W, int H, int Channels, double X, double Y, double R)> Scenes =
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[3, 4], Gen.Double[-0.1, 1.1], Gen.Double[-0.1, 1.1], Gen.Double[0.5, 40]);

    [Fact]
    public void Join_AnyTile_KeepsKeptPixelsAndStaysInRange() =>
        Gen.Select(Scenes, Gen.Enum<BlendMethod>(), Gen.Double[0, 12], Gen.Bool, Gen.Int[2, 40], Gen.Int[0, int.MaxValue]).Sample(
            (scene, method, feather, restores, ring, seed) =>
            {
                var size = new PixelSize(scene.W, scene.H);
                Mask mask = BlendScenes.Disc(size, (scene.X * scene.W, scene.Y * scene.H), scene.R, feather);
                FloatImage original = Noise(size, scene.Channels, seed), generated = Noise(size, scene.Channels, unchecked(seed + 1));
                if (restores)
                {
                    Restore(original, generated, mask);
                }

                BlendOutcome outcome = TileBlend.Join(
                    BlendScenes.Tile(original, mask), generated, mask, new BlendOptions { Method = method, RingPx = ring }, seed);

                BlendScenes.AssertKept(original, outcome.Image, mask);
                Assert.NotEqual(BlendMethod.Auto, outcome.Method);
                Assert.All(outcome.Trials, t => Assert.True(double.IsFinite(t.SeamScore) && t.SeamScore >= 0));
            },
            iter: 300);

    [Theory, InlineData(BlendMethod.Feather), InlineData(BlendMethod.Multiband), InlineData(BlendMethod.Poisson), InlineData(BlendMethod.Auto)]
    public void Join_IdenticalPictures_IsIdentity(BlendMethod method)
    {
        var size = new PixelSize(61, 47);
        FloatImage photo = BlendScenes.Texture(size);
        Mask mask = BlendScenes.Disc(size, (30, 20), 14, feather: 3);

        BlendOutcome outcome = TileBlend.Join(BlendScenes.Tile(photo, mask), photo.Clone(), mask, new BlendOptions { Method = method }, 1);

        Assert.Equal(photo.Values, outcome.Image.Values);
        Assert.Equal(0, outcome.Grain!.AddedAmplitude);
        Assert.False(outcome.Color!.Applied);
    }

    [Fact]
    public void Join_FeatherAlone_ShowsTheGeneratedPixelWhereTheMaskIsOne()
    {
        var size = new PixelSize(33, 35);
        FloatImage original = Noise(size, 3, 1), generated = Noise(size, 3, 2);
        Mask mask = BlendScenes.Disc(size, (16, 16), 12, feather: 5);

        FloatImage joined = TileBlend.Join(
            BlendScenes.Tile(original, mask), generated, mask, BlendScenes.JoinOnly(BlendMethod.Feather), 1).Image;

        for (int at = 0; at < joined.Values.Length; at++)
        {
            float m = mask.Values[at % mask.Values.Length];
            float expected = m >= 1 ? generated.Values[at] : original.Values[at] + (m * (generated.Values[at] - original.Values[at]));
            Assert.Equal(expected, joined.Values[at], m >= 1 ? 0f : 1e-6f);
        }
    }

    [Fact]
    public void Join_EmptyComposite_ReturnsACopyOfTheTile()
    {
        FloatImage original = Noise(new PixelSize(5, 4), 3, 1);
        var nothing = new Mask(original.Size, default);

        BlendOutcome outcome = TileBlend.Join(BlendScenes.Tile(original, nothing), Noise(original.Size, 3, 2), nothing, new BlendOptions(), 1);

        Assert.Equal(original.Values, outcome.Image.Values);
        Assert.NotSame(original, outcome.Image);
        Assert.Empty(outcome.Trials);
    }

    [Fact]
    public void Join_SmoothSeam_StaysWithFeather()
    {
        var size = new PixelSize(80, 80);
        FloatImage photo = BlendScenes.Grainy(size, grain255: 3);
        Mask mask = BlendScenes.Disc(size, (40, 40), 20);

        BlendOutcome outcome = TileBlend.Join(BlendScenes.Tile(photo, mask), photo, mask, new BlendOptions(), 1);

        Assert.Equal(BlendMethod.Feather, Assert.Single(outcome.Trials).Method);
        Assert.Contains("Kept", outcome.Trials[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_StepAtTheSeam_EscalatesAndSaysWhy()
    {
        var size = new PixelSize(101, 90);
        FloatImage photo = BlendScenes.Grainy(size, grain255: 1.5);
        Mask mask = BlendScenes.Disc(size, (50, 45), 25);
        FloatImage shifted = BlendScenes.Add(photo, mask, 0.08f, 0.06f, 0.1f);

        BlendOutcome outcome = TileBlend.Join(BlendScenes.Tile(photo, mask), shifted, mask, new BlendOptions { GrainMatch = false }, 1);

        Assert.True(outcome.Trials[0].SeamScore > 2, $"feather scored {outcome.Trials[0].SeamScore}");
        Assert.NotEqual(BlendMethod.Feather, outcome.Method);
        BlendTrial kept = outcome.Trials.Single(t => t.Method == outcome.Method);
        Assert.InRange(kept.SeamScore, 0.8, 1.3);
        Assert.All(outcome.Trials, t => Assert.EndsWith(".", t.Reason, StringComparison.Ordinal));
        Assert.True(Mean(outcome.Image, photo, mask) < 0.01, "the shift is gone");
    }

    [Fact]
    public void Join_AlphaTile_MixesAlphaAndHidesColoursBelowTransparentPixels()
    {
        var size = new PixelSize(1, 2);
        FloatImage original = BlendScenes.Paint(size, (c, _, y) => c == 3 ? y : 0.9, channels: 4);
        FloatImage generated = BlendScenes.Paint(size, (c, _, _) => c == 3 ? 0.5 : 0.2, channels: 4);
        var half = new Mask(size);
        half.Values.AsSpan().Fill(0.5f);

        FloatImage joined = TileBlend.Join(
            BlendScenes.Tile(original, half), generated, half, BlendScenes.JoinOnly(BlendMethod.Feather), 1).Image;

        Assert.Equal(0.25f, joined[3, 0, 0], 1e-6f);
        Assert.Equal(0.2f, joined[0, 0, 0], 1e-6f);   // The original is transparent there: its 0.9 must not show.
        Assert.Equal(0.75f, joined[3, 0, 1], 1e-6f);
        Assert.Equal(((0.5 * 0.9) + (0.25 * 0.2)) / 0.75, joined[0, 0, 1], 1e-6);
    }

    [Fact]
    public void Join_AlphaTile_LeavesAlphaToTheMaskAlone()
    {
        var size = new PixelSize(70, 70);
        Mask mask = BlendScenes.Disc(size, (35, 35), 20);
        FloatImage colors = BlendScenes.Grainy(size, grain255: 4);
        FloatImage original = BlendScenes.Paint(size, (c, x, y) => c == 3 ? 0.8 : colors[c, x, y], channels: 4);
        FloatImage generated = BlendScenes.Paint(size, (c, x, _) => c == 3 ? 0.6 : 0.5 + (0.001 * x), channels: 4);

        BlendOutcome outcome = TileBlend.Join(BlendScenes.Tile(original, mask), generated, mask, new BlendOptions { Method = BlendMethod.Poisson }, 1);

        Assert.True(outcome.Color!.Applied);
        Assert.True(outcome.Grain!.AddedAmplitude > 0);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            Assert.Equal(mask.Values[i] > 0 ? 0.6f : 0.8f, outcome.Image.Plane(3)[i]);
        }
    }

    [Fact]
    public void Join_UnknownNeighbour_IsNotMatched()
    {
        var size = new PixelSize(60, 40);
        Mask mask = TestTiles.RectMask(size, new PixelRect(20, 10, 20, 20)), later = TestTiles.RectMask(size, new PixelRect(40, 0, 20, 40));
        FloatImage original = BlendScenes.Paint(size, (_, x, _) => x >= 40 ? 0.9 : 0.3);
        FloatImage generated = BlendScenes.Paint(size, (_, x, _) => x >= 40 ? 0.9 : 0.3);

        BlendOutcome outcome = TileBlend.Join(
            BlendScenes.Tile(original, mask) with { Unknown = later }, generated, mask, new BlendOptions(), 1);

        Assert.Equal(BlendMethod.Feather, outcome.Method);
        Assert.InRange(outcome.Trials[0].SeamScore, 0.9, 1.1);
    }

    [Fact]
    public void Join_SameSeed_GivesTheSameBitsEveryTime()
    {
        var size = new PixelSize(90, 71);
        FloatImage photo = BlendScenes.Grainy(size, grain255: 4);
        Mask mask = BlendScenes.Disc(size, (40, 30), 25, feather: 4);
        FloatImage smooth = BlendScenes.Paint(size, (c, x, y) => 0.4 + (0.1 * c) + (0.001 * x));
        BlendOutcome Run(int seed) => TileBlend.Join(BlendScenes.Tile(photo, mask), smooth, mask, new BlendOptions { Method = BlendMethod.Poisson }, seed);

        FloatImage first = Run(7).Image;

        Assert.Equal(first.Values, Run(7).Image.Values);
        Assert.NotEqual(first.Values, Run(8).Image.Values);
    }

    [Theory, InlineData(1), InlineData(257)]
    public void Join_RingOutOfRange_Throws(int ring)
    {
        FloatImage image = Noise(new PixelSize(4, 4), 3, 1);
        var mask = new Mask(image.Size);

        Assert.Throws<ArgumentOutOfRangeException>(() => TileBlend.Join(
            BlendScenes.Tile(image, mask), image, mask, new BlendOptions { RingPx = ring }, 1));
    }

    [Theory, InlineData(0.9), InlineData(11), InlineData(double.NaN)]
    public void Join_SeamLimitOutOfRange_Throws(double limit)
    {
        FloatImage image = Noise(new PixelSize(4, 4), 3, 1);
        var mask = new Mask(image.Size);

        Assert.Throws<ArgumentOutOfRangeException>(() => TileBlend.Join(
            BlendScenes.Tile(image, mask), image, mask, new BlendOptions { SeamLimit = limit }, 1));
    }

    [Fact]
    public void Join_WrongSizesOrValues_SaysWhatIsWrong()
    {
        FloatImage image = Noise(new PixelSize(6, 5), 3, 1), nan = image.Clone();
        var mask = new Mask(image.Size);
        mask[3, 2] = 1;
        nan[1, 3, 2] = float.NaN;

        Assert.Contains("5×6", Message(new FloatImage(3, new PixelSize(5, 6)), mask), StringComparison.Ordinal);
        Assert.Contains("4 channels", Message(new FloatImage(4, image.Size), mask), StringComparison.Ordinal);
        Assert.Contains("6×6", Message(image, new Mask(new PixelSize(6, 6))), StringComparison.Ordinal);
        Assert.Contains("NaN", Message(nan, mask), StringComparison.Ordinal);

        string Message(FloatImage generated, Mask composite) => Assert.ThrowsAny<ArgumentException>(
            () => TileBlend.Join(BlendScenes.Tile(image, mask), generated, composite, new BlendOptions(), 1)).Message;
    }

    private static FloatImage Noise(PixelSize size, int channels, int seed)
    {
        var random = new Random(seed);
        return BlendScenes.Paint(size, (_, _, _) => random.NextDouble(), channels);
    }

    private static void Restore(FloatImage original, FloatImage generated, Mask mask)
    {
        for (int at = 0; at < original.Values.Length; at++)
        {
            generated.Values[at] = mask.Values[at % mask.Values.Length] > 0 ? generated.Values[at] : original.Values[at];
        }
    }

    private static double Mean(FloatImage a, FloatImage b, Mask where) => a.Values
        .Select((v, at) => (Difference: Math.Abs(v - b.Values[at]), Weight: where.Values[at % where.Values.Length]))
        .Where(d => d.Weight > 0).Average(d => d.Difference);
}
