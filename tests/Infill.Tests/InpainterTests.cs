using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Tests;

public sealed class InpainterTests
{
    private static readonly PixelRect Hole = new(20, 15, 9, 7);
    private static readonly int[] Seeds = [1, 1, 2];

    [Fact]
    public void Run_ConstantFill_PaintsTheHoleAndNothingElse()
    {
        InpaintRequest request = Request(Hole);

        InpaintResult result = FakeEngine.Constant(1f).Run(request);

        Assert.Equal(255, result.Image[24, 18, 0]);
        Assert.Equal(new KeepProof((60 * 40) - Hole.Area, 0, 0), result.Proof);
        Assert.False(result.IsDegraded);
        for (int i = 0; i < 60 * 40; i++)
        {
            int x = i % 60, y = i / 60;
            Assert.Equal(Hole.Contains(x, y) ? 255 : request.Image[x, y, 1], result.Image[x, y, 1]);
        }
    }

    [Fact]
    public void Run_EngineThatDisturbsKeptPixels_KeepsThemExactly()
    {
        InpaintResult result = FakeEngine.Disturbing().Run(Request(Hole, new PixelRect(0, 0, 3, 40)));

        Assert.True(result.Proof.Holds);
    }

    [Fact]
    public void Run_AnyJob_LeavesItsInputsAsTheyWere()
    {
        InpaintRequest request = Request(Hole) with { Exclude = Holes.Of(60, 40, new PixelRect(0, 0, 5, 5)) };
        (string Image, string Mask, string Exclude) before = Hashes(request);

        FakeEngine.Disturbing().Run(request);

        Assert.Equal(before, Hashes(request));
    }

    [Fact]
    public void Run_OverlappingContexts_SeesWhatEarlierRegionsWrote()
    {
        // Corner to corner: too wasteful for one tile, near enough to see each other.
        var first = new PixelRect(10, 10, 6, 6);
        var second = new PixelRect(22, 22, 6, 6);
        FakeEngine engine = FakeEngine.Constant(1f);

        InpaintResult result = engine.Run(Request(first, second));

        Assert.Equal(2, engine.Seen.Count);
        Tile late = engine.Seen[1];
        Assert.Equal(1f, late.Image[0, 14 - late.RectInImage.X, 14 - late.RectInImage.Y]);
        Assert.Null(late.Unknown);
        Assert.True(engine.Seen[0].Unknown!.CountFilled() > 0);
        Assert.Equal(255, result.Image[11, 11, 0]);
        Assert.Equal(255, result.Image[26, 26, 0]);
    }

    [Fact]
    public void Run_ExclusionsAndGuides_ReachTheTileInItsOwnFrame()
    {
        FakeEngine engine = FakeEngine.Constant(0.5f);
        InpaintRequest request = Request(Hole) with
        {
            Exclude = Holes.Of(60, 40, new PixelRect(16, 12, 2, 2)),
            Guides = [new GuideLine([(18, 14), (32, 24)]), new GuideLine([(58, 38), (59, 39)])],
        };

        engine.Run(request);

        Tile tile = Assert.Single(engine.Seen);
        PixelRect rect = tile.RectInImage;
        Assert.Equal(new PixelRect(16 - rect.X, 12 - rect.Y, 2, 2), tile.Exclude!.FindBounds());
        Assert.Equal([(18.0 - rect.X, 14.0 - rect.Y), (32.0 - rect.X, 24.0 - rect.Y)], Assert.Single(tile.Guides).Points);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(7f)]
    public void Run_EngineReturnsBadValues_FailsAsEngineFault(float bad)
    {
        FakeEngine engine = FakeEngine.Constant(bad);

        Assert.Throws<EngineException>(() => engine.Run(Request(Hole)));
        Assert.Equal(1, engine.Disposals);
    }

    [Fact]
    public void Run_EngineThrows_NamesEngineAndRegionAndKeepsTheCause()
    {
        var engine = new FakeEngine((_, _) => throw new InvalidOperationException("no luck"));

        EngineException e = Assert.Throws<EngineException>(() => engine.Run(Request(Hole)));

        Assert.IsType<InvalidOperationException>(e.InnerException);
        Assert.Contains("'fake' failed on the region", e.Message, StringComparison.Ordinal);
        Assert.Contains("no luck", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_StopsWithinTheEngine()
    {
        using var source = new CancellationTokenSource();
        var engine = new FakeEngine((tile, _) => tile.Image);
        var progress = new Recorder(p =>
        {
            if (p.Step == 2)
            {
                source.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => new Inpainter(engine.InCatalog()).Run(Request(Hole), progress, source.Token));
        Assert.Equal(2, progress.Seen[^1].Step);
        Assert.Equal(1, engine.Disposals);
    }

    [Fact]
    public void Run_Progress_NeverFallsAndEndsAtOne()
    {
        var progress = new Recorder();

        FakeEngine.Constant(0).Run(Request(new PixelRect(2, 2, 2, 2), new PixelRect(40, 30, 15, 8)), progress);

        double[] fractions = [.. progress.Seen.Select(p => p.Fraction)];
        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1]);
        Assert.Equal(Enum.GetValues<Stage>().Order(), progress.Seen.Select(p => p.Stage).Distinct().Order());
        Assert.All(progress.Seen.Where(p => p.Region > 0), p => Assert.Equal(2, p.Regions));
        StageProgress small = progress.Seen.Last(p => p.Region == 1);
        Assert.True(small.Fraction < 0.1, "4 of 124 pixels are a small part of the work");
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameBytes()
    {
        string[] hashes =
        [
            .. Seeds.Select(seed => FakeEngine.Disturbing().Run(Request(Hole) with { Options = new() { Mask = FillRegion.ExactMask, Fill = new() { Seed = seed } } })
                .Trace.Hashes.Output),
        ];

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Fact]
    public void Run_KeepStages_ReturnsEveryPictureOfEveryRegion()
    {
        InpaintRequest request = Request(Hole, new PixelRect(0, 0, 2, 2));
        Assert.Empty(FakeEngine.Constant(1f).Run(request).Stages);

        InpaintResult result = FakeEngine.Constant(1f).Run(request with { Options = request.Options with { KeepStages = true } });

        Assert.Equal([new PixelRect(0, 0, 2, 2), Hole], result.Stages.Select(s => s.Plan.HoleInImage));
        RegionStages last = result.Stages[1];
        Assert.Equal(last.Plan.SourceInImage.Size, last.Original.Size);
        Assert.Equal(1f, last.Generated[0, last.Plan.HoleInTile.X, last.Plan.HoleInTile.Y]);
        Assert.Equal(Hole.Area, last.Composite.CountFilled());
    }

    [Fact]
    public void Run_EngineWarns_ResultIsDegradedAndSaysWhyOnce()
    {
        FakeEngine engine = FakeEngine.Constant(1f);
        engine.Warnings.Add("Little to copy from.");

        InpaintResult result = engine.Run(Request(Hole, new PixelRect(0, 0, 2, 2)));

        Assert.True(result.IsDegraded);
        Assert.Equal(["Little to copy from."], result.Warnings);
        Assert.Equal(result.Warnings, result.Trace.Regions[1].Warnings);
    }

    [Fact]
    public void Run_DecoderWarnings_StandInTheResult()
    {
        InpaintRequest request = Request(Hole);
        Image lenient = request.Image.WithMetadata(new ImageMetadata { Warnings = ["premature end"] });

        InpaintResult result = FakeEngine.Constant(1f).Run(request with { Image = lenient });

        Assert.Contains("premature end", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3f, 1)]
    [InlineData(1f, 0)]
    public void Run_MaskThatIsNowhereWhite_IsWarnedOf(float most, int warnings)
    {
        InpaintRequest request = Request(Hole);
        request.Mask.Values.AsSpan().Fill(0.1f);
        request.Mask[Hole.X, Hole.Y] = most;

        InpaintResult result = FakeEngine.Constant(1f).Run(request);

        Assert.Equal(warnings, result.Warnings.Count(w => w.Contains("shines through", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_NoContextLeftForARegion_IsRefusedWithTheRemedy()
    {
        InpaintRequest request = Request(Hole);
        request = request with { Options = request.Options with { Plan = new PlanOptions { ContextPx = 0 } } };

        InvalidRequestException e = Assert.Throws<InvalidRequestException>(() => FakeEngine.Constant(1f).Run(request));

        Assert.Contains("Plan.ContextPx", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InvalidRequest_NeverMakesAnEngine()
    {
        FakeEngine engine = FakeEngine.Constant(1f);
        InpaintRequest request = Request(Hole) with { Mask = new Mask(new PixelSize(60, 40)) };

        Assert.Throws<InvalidRequestException>(() => engine.Run(request));

        Assert.Equal(0, engine.Disposals);
        Assert.Empty(engine.Seen);
    }

    private static (string Image, string Mask, string Exclude) Hashes(InpaintRequest request) =>
        (request.Image.ComputeHash(), request.Mask.ComputeHash(), request.Exclude!.ComputeHash());

    private static InpaintRequest Request(params PixelRect[] holes) =>
        FillRegion.ToRequest(Pictures.Noise(60, 40), Holes.Of(60, 40, holes), "fake", FakeEngine.AsPainted);

    private sealed class Recorder(Action<StageProgress>? also = null) : IProgress<StageProgress>
    {
        public List<StageProgress> Seen { get; } = [];

        public void Report(StageProgress value)
        {
            Seen.Add(value);
            also?.Invoke(value);
        }
    }
}
