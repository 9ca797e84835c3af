using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchEngineTests
{
    private static readonly PixelSize Size = new(131, 117);
    private static readonly PixelRect Hole = new(50, 45, 27, 23);

    [Fact]
    public void Fill_PeriodicPattern_RestoresIt()
    {
        Tile truth = TestTiles.Stripes(Size, Hole);

        EngineFill fill = Fill(TestTiles.WithObject(truth, 1f));

        Assert.True(TestTiles.PsnrInHole(truth, fill.Image) > 30, $"{TestTiles.PsnrInHole(truth, fill.Image):F1} dB");
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Fill_AnyThreadCount_GivesTheSameBytes(int threads)
    {
        Tile tile = TestTiles.Texture(Size, Hole);

        EngineFill one = Fill(tile, new FillOptions { Seed = 3, Threads = 1 });
        EngineFill many = Fill(tile, new FillOptions { Seed = 3, Threads = threads });

        Assert.Equal(one.Image.Values, many.Image.Values);
        Assert.Equal(one.Sources, many.Sources);
    }

    [Fact]
    public void Fill_OtherSeeds_GiveOtherFills()
    {
        Tile tile = TestTiles.Texture(Size, Hole);

        float[][] fills = [.. Enumerable.Range(1, 4).Select(seed => Fill(tile, new FillOptions { Seed = seed }).Image.Values)];

        Assert.Equal(4, fills.Distinct(new ByContent()).Count());
    }

    [Fact]
    public void Fill_WhatStandsInTheHole_DoesNotMatter()
    {
        Tile tile = TestTiles.Texture(Size, Hole);

        EngineFill dark = Fill(TestTiles.WithObject(tile, 0f));
        EngineFill bright = Fill(TestTiles.WithObject(tile, 1f));

        Assert.Equal(dark.Image.Values, bright.Image.Values);
    }

    [Fact]
    public void Fill_WhatStandsInUnknownPixels_DoesNotMatter()
    {
        Mask unknown = TestTiles.RectMask(Size, new PixelRect(80, 20, 30, 60));
        Tile tile = TestTiles.Texture(Size, Hole) with { Unknown = unknown };
        FloatImage other = tile.Image.Clone();
        for (int i = 0; i < unknown.Values.Length; i++)
        {
            other.Values[i] = unknown.Values[i] > 0 ? 1f : other.Values[i];
        }

        EngineFill first = Fill(tile);
        EngineFill second = Fill(tile with { Image = other });

        Assert.Equal(first.Sources, second.Sources);
        Assert.All(HoleIndices(tile), i => Assert.Equal(first.Image.Values[i], second.Image.Values[i]));
    }

    [Fact]
    public void Fill_ExcludedArea_IsNeverCopied()
    {
        Mask exclude = TestTiles.RectMask(Size, new PixelRect(0, 0, 60, 117));
        Tile tile = TestTiles.Texture(Size, Hole) with { Exclude = exclude };

        int[] sources = Fill(tile).Sources!;

        Assert.All(HoleIndices(tile), i => Assert.Equal(0f, exclude.Values[sources[i]]));
    }

    [Fact]
    public void Fill_GuideLine_CarriesALineThroughTheHole()
    {
        // A dark horizontal bar that ends in the hole on the left: only the guide says that it goes on.
        var size = new PixelSize(161, 121);
        var hole = new PixelRect(60, 40, 41, 41);
        Tile tile = TestTiles.From(
            size,
            (c, x, y) => Math.Abs(y - 60) <= 3 && x < 70 ? 0.1f : 0.6f + (0.02f * MathF.Sin(x * 0.7f) * MathF.Cos(y * 0.9f)),
            hole);
        var guide = new GuideLine([(20, 60.5), (125, 60.5)]);

        EngineFill without = Fill(tile);
        EngineFill with = Fill(tile with { Guides = [guide] });

        Assert.True(with.Image[0, 78, 60] < 0.3f, $"with the guide {with.Image[0, 78, 60]:F2}, without {without.Image[0, 78, 60]:F2}");
    }

    [Fact]
    public void Fill_NothingToCopyFrom_SaysWhatToDo()
    {
        Tile tile = TestTiles.Texture(new PixelSize(9, 9), new PixelRect(2, 2, 5, 5));

        EngineException error = Assert.Throws<EngineException>(() => Fill(tile));

        Assert.Contains("--engine smooth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_LittleToCopyFrom_Warns()
    {
        Tile narrow = TestTiles.Texture(new PixelSize(40, 40), new PixelRect(10, 10, 18, 18));
        Tile wide = TestTiles.Texture(new PixelSize(200, 200), new PixelRect(90, 90, 18, 18));

        Assert.Contains("little to copy from", Assert.Single(Fill(narrow).Warnings), StringComparison.Ordinal);
        Assert.Empty(Fill(wide).Warnings);
    }

    [Fact]
    public void Fill_EmptyMask_ReturnsTheTile()
    {
        Tile tile = TestTiles.Texture(Size, default);

        Assert.Equal(tile.Image.Values, Fill(tile).Image.Values);
    }

    [Fact]
    public void Fill_CancelledToken_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        using var engine = new PatchEngine();

        Assert.ThrowsAny<OperationCanceledException>(
            () => engine.Fill(TestTiles.Texture(Size, Hole), new FillOptions(), null, source.Token));
    }

    [Fact]
    public void Fill_Progress_RisesToOne()
    {
        List<EngineProgress> seen = [];
        using var engine = new PatchEngine();

        _ = engine.Fill(TestTiles.Texture(Size, Hole), new FillOptions(), new Synchronous(seen), TestContext.Current.CancellationToken);

        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));
        Assert.Equal(1.0, seen[^1].Fraction, 6);
        Assert.Equal(seen[^1].Steps, seen[^1].Step);
    }

    [Fact]
    public void Fill_Confidence_IsHigherWhereThePatternIsKnown()
    {
        Tile known = TestTiles.Stripes(Size, Hole), noise = TestTiles.Texture(Size, Hole);
        // The left half is stripes, the right half noise, the hole lies between: no patch fits both sides.
        Tile torn = TestTiles.From(Size, (c, x, y) => (x < 64 ? known : noise).Image[c, x, y], Hole);

        (float whole, float broken) = (MeanConfidence(known), MeanConfidence(torn));
        Assert.True(whole > broken, $"{whole:F2} {broken:F2}");
    }

    private static float MeanConfidence(Tile tile)
    {
        FloatImage confidence = Fill(tile).Confidence!;
        return HoleIndices(tile).Average(i => confidence.Values[i]);
    }

    private static IEnumerable<int> HoleIndices(Tile tile) =>
        Enumerable.Range(0, tile.Mask.Values.Length).Where(i => tile.Mask.Values[i] > 0);

    private static EngineFill Fill(Tile tile, FillOptions? options = null)
    {
        using var engine = new PatchEngine();
        return engine.Fill(tile, options ?? new FillOptions(), null, TestContext.Current.CancellationToken);
    }

    private sealed class Synchronous(List<EngineProgress> seen) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => seen.Add(value);
    }

    private sealed class ByContent : IEqualityComparer<float[]>
    {
        public bool Equals(float[]? x, float[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(float[] obj) => 0;
    }
}
