using CsCheck;
using Infill.Engines;
using Infill.Engines.Smooth;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Smooth;

public sealed class SmoothEngineTests
{
    [Theory]
    [InlineData(5, 3)]
    [InlineData(30, 20)]
    public void Fill_LinearPicture_IsContinuedAcrossTheHole(int width, int height)
    {
        Tile tile = TestTiles.WithObject(
            TestTiles.From(new PixelSize(71, 55), (c, x, y) => 0.1f + (0.1f * c) + (0.005f * x) + (0.004f * y), new PixelRect(20, 15, width, height)), 1);

        EngineFill fill = Fill(tile);

        Assert.All(Indices(tile), i => Assert.Equal(0.1f + (0.005f * (i % 71)) + (0.004f * (i / 71)), fill.Image.Plane(0)[i], 1e-4f));
    }

    [Fact]
    public void Fill_ScratchAcrossACurvedSurface_FollowsTheCurve()
    {
        static float Bump(int c, int x, int y) => 0.5f + (0.3f * MathF.Sin(x * 0.15f) * MathF.Cos(y * 0.15f));
        Tile scratch = TestTiles.WithObject(TestTiles.From(new PixelSize(60, 60), Bump, new PixelRect(10, 28, 40, 5)), 0);

        double error = Indices(scratch).Max(i => Math.Abs(Fill(scratch).Image.Plane(0)[i] - Bump(0, i % 60, i / 60)));

        Assert.True(error < 0.01, $"worst error {error}");
    }

    [Fact]
    public void Fill_LargeHole_StaysWithinTheBordersRange()
    {
        var random = new Random(1);
        Tile tile = TestTiles.WithObject(
            TestTiles.From(new PixelSize(70, 70), (_, _, _) => 0.4f + (0.2f * random.NextSingle()), new PixelRect(15, 15, 40, 40)), 1);

        EngineFill fill = Fill(tile);

        Assert.All(Indices(tile), i => Assert.InRange(fill.Image.Plane(1)[i], 0.4f, 0.6f));
        Assert.Contains("'patch'", Assert.Single(fill.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_ExcludedAndUnknownPixels_AreNoSources()
    {
        var size = new PixelSize(50, 40);
        Tile tile = TestTiles.From(size, (_, x, y) => x is >= 15 and < 35 && y is >= 10 and < 30 ? 1 : 0.25f, new PixelRect(20, 15, 10, 10));
        Mask frame = TestTiles.RectMask(size, new PixelRect(15, 10, 20, 10)), rest = TestTiles.RectMask(size, new PixelRect(15, 20, 20, 10));

        FloatImage filled = Fill(tile with { Exclude = frame, Unknown = rest }).Image;

        Assert.Equal(0.25f, filled[0, 25, 20], 1e-4f);
        Assert.Equal(1f, filled[0, 16, 12]);   // Excluded, not masked: shown as it was.
        Assert.True(Fill(tile).Image[0, 25, 20] > 0.9f, "without the exclusion the frame is the source");
    }

    [Fact]
    public void Fill_AnyHole_KeepsTheRestAndStaysInRange() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[3, 4], Gen.Double[-0.2, 1.2], Gen.Double[-0.2, 1.2], Gen.Double[0.5, 25]).Sample(
            (w, h, channels, x, y, r) =>
            {
                var size = new PixelSize(w, h);
                Mask mask = BlendScenes.Disc(size, (x * w, y * h), r, feather: 3);
                var random = new Random(w);
                Tile tile = BlendScenes.Tile(BlendScenes.Paint(size, (_, _, _) => random.NextDouble(), channels), mask);
                if (mask.CountFilled() == size.Area)
                {
                    Assert.Throws<EngineException>(() => Fill(tile));
                }
                else
                {
                    BlendScenes.AssertKept(tile.Image, Fill(tile).Image, mask);
                }
            },
            iter: 300);

    [Theory, InlineData(4), InlineData(25)]
    public void Fill_AnyThreads_GivesTheSameBits(int holeHeight)
    {
        Tile tile = TestTiles.Texture(new PixelSize(64, 64), new PixelRect(10, 10, 40, holeHeight));
        FloatImage one = Fill(tile, threads: 1).Image;

        Assert.Equal(one.Values, Fill(tile, threads: 4).Image.Values);
        Assert.Equal(one.Values, Fill(tile, threads: 0).Image.Values);
    }

    [Fact]
    public void Fill_NothingKept_SaysWhatToDo()
    {
        Tile tile = TestTiles.Texture(new PixelSize(8, 8), new PixelRect(0, 0, 8, 8));

        Assert.Contains("smaller mask", Assert.Throws<EngineException>(() => Fill(tile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_Cancelled_Throws()
    {
        using var engine = new SmoothEngine();
        Tile tile = TestTiles.Texture(new PixelSize(64, 64), new PixelRect(10, 10, 40, 40));

        Assert.ThrowsAny<OperationCanceledException>(() => engine.Fill(tile, new FillOptions(), null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Fill_Progress_EndsAtOne()
    {
        var steps = new System.Collections.Concurrent.ConcurrentBag<EngineProgress>();
        using var engine = new SmoothEngine();

        engine.Fill(
            TestTiles.Texture(new PixelSize(30, 30), new PixelRect(5, 5, 20, 20)), new FillOptions(), new Collector(steps), TestContext.Current.CancellationToken);

        Assert.Equal(3, steps.Count);
        Assert.Equal(1, steps.Max(s => s.Fraction));
    }

    private static EngineFill Fill(Tile tile, int threads = 0)
    {
        using var engine = new SmoothEngine();
        return engine.Fill(tile, new FillOptions { Threads = threads }, null, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<int> Indices(Tile tile) => Enumerable.Range(0, tile.Mask.Values.Length).Where(i => tile.Mask.Values[i] > 0);

    private sealed class Collector(System.Collections.Concurrent.ConcurrentBag<EngineProgress> steps) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => steps.Add(value);
    }
}
