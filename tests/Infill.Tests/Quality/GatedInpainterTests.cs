using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Quality;

public sealed class GatedInpainterTests
{
    private static readonly FloatImage Truth = QualityScenes.Tones(1);

    /// <summary>Seeds from here on give the truth; below, the worse the smaller.</summary>
    private const int GoodSeed = 5;

    [Fact]
    public void Run_NoBudget_FillsOnceAndJudges()
    {
        var (inpainter, engine) = Make();

        GatedFill fill = inpainter.Run(Request(GoodSeed), new GateBudget());

        Assert.Single(engine.Seen);
        Assert.Equal(VerdictStatus.Completed, fill.Verdict.Status);
        Assert.Equal("completed", fill.Result.Trace.Verdict!.Status);
        Assert.Empty(fill.Result.Trace.Verdict.Attempts);
    }

    [Fact]
    public void Run_Candidates_KeepsTheBestOfAll()
    {
        var (inpainter, engine) = Make();

        GatedFill fill = inpainter.Run(Request(GoodSeed - 3), new GateBudget { Candidates = 4 });

        Assert.Equal(4, engine.Seen.Count);
        Assert.Equal(GoodSeed, fill.Request.Options.Fill.Seed);
        IReadOnlyList<TraceAttempt> attempts = fill.Result.Trace.Verdict!.Attempts;
        Assert.Equal([false, false, false, true], attempts.Select(a => a.IsKept));
        Assert.Equal(fill.Verdict.Probability, attempts[3].Probability!.Value, 4);
        Assert.True(attempts[0].Probability > attempts[3].Probability);
    }

    [Fact]
    public void Run_AcceptedCandidate_EndsIt()
    {
        var (inpainter, engine) = Make();

        inpainter.Run(Request(GoodSeed), new GateBudget { Candidates = 2, Attempts = 9 });

        Assert.Equal(2, engine.Seen.Count);
    }

    [Fact]
    public void Run_DoubtedCandidate_TriesUntilTheGateAccepts()
    {
        var (inpainter, engine) = Make();

        GatedFill fill = inpainter.Run(Request(GoodSeed - 3), new GateBudget { Attempts = 9 });

        Assert.Equal(4, engine.Seen.Count);
        Assert.Equal(VerdictStatus.Completed, fill.Verdict.Status);
        Assert.Equal(["candidate 1 of 1", "more context", "another blend", "another seed"], fill.Result.Trace.Verdict!.Attempts.Select(a => a.Reason));
    }

    [Fact]
    public void Run_NothingHelps_GivesTheLeastDoubtful()
    {
        var (inpainter, engine) = Make();

        GatedFill fill = inpainter.Run(Request(0), new GateBudget { Attempts = 3 });

        Assert.Equal(3, engine.Seen.Count);
        Assert.Equal(VerdictStatus.Degraded, fill.Verdict.Status);
        double kept = fill.Result.Trace.Verdict!.Attempts.Single(a => a.IsKept).Probability!.Value;
        Assert.All(fill.Result.Trace.Verdict.Attempts, a => Assert.True(a.Probability >= kept - 0.15));
    }

    [Fact]
    public void Run_CandidatesThatAreEquallyGood_KeepsTheFirst()
    {
        var (inpainter, engine) = Make();

        GatedFill fill = inpainter.Run(Request(GoodSeed + 1), new GateBudget { Candidates = 3 });

        Assert.Equal(3, engine.Seen.Count);
        Assert.Equal(GoodSeed + 1, fill.Request.Options.Fill.Seed);
        Assert.Equal([true, false, false], fill.Result.Trace.Verdict!.Attempts.Select(a => a.IsKept));
    }

    [Fact]
    public void Run_OtherEngine_StandsIn()
    {
        EngineCatalog engines = Catalog(Blurring());
        EngineInfo good = FakeEngine.Plain with { Name = "good" };
        engines.Add(good, () => new FakeEngine((tile, _) => Cut(tile), good));

        GatedFill fill = new GatedInpainter(engines, new Gate()).Run(Request(0), new GateBudget { Attempts = 4, Engines = ["fake", "good"] });

        Assert.Equal("good", fill.Request.Engine);
        Assert.Equal("good", fill.Result.Trace.Engine);
        Assert.Equal("engine good", fill.Result.Trace.Verdict!.Attempts[^1].Reason);
    }

    [Fact]
    public void Run_FailingAttempt_IsRememberedAndTheOthersGoOn()
    {
        var engine = new FakeEngine((tile, options) => options.Seed == 1 ? throw new EngineException("No luck.") : Cut(tile));

        GatedFill fill = new GatedInpainter(Catalog(engine), new Gate()).Run(Request(1), new GateBudget { Candidates = 2 });

        IReadOnlyList<TraceAttempt> attempts = fill.Result.Trace.Verdict!.Attempts;
        Assert.Equal("No luck.", attempts[0].Error);
        Assert.Null(attempts[0].Probability);
        Assert.True(attempts[1].IsKept);
    }

    [Fact]
    public void Run_EveryAttemptFails_ThrowsTheFirstReason()
    {
        var engine = new FakeEngine((_, options) => throw new EngineException($"Seed {options.Seed}."));

        EngineException error = Assert.Throws<EngineException>(() =>
            new GatedInpainter(Catalog(engine), new Gate()).Run(Request(1), new GateBudget { Candidates = 2, Attempts = 2 }));

        Assert.Equal("Seed 1.", error.Message);
    }

    [Fact]
    public void Run_TimeBudgetIsSpent_BeginsNothingNew()
    {
        var time = new SetTime();
        var engine = new FakeEngine((tile, _) =>
        {
            time.Pass(10);
            return FakeEngine.Paint(tile, (_, _) => 0.5f);
        });
        var inpainter = new GatedInpainter(Catalog(engine), new Gate(), time);

        GatedFill fill = inpainter.Run(Request(0), new GateBudget { Candidates = 4, Attempts = 9, Seconds = 15 });

        Assert.Equal(2, engine.Seen.Count);
        Assert.Equal(VerdictStatus.Degraded, fill.Verdict.Status);
    }

    [Theory]
    [InlineData(0, 1, 1.0, "Candidates")]
    [InlineData(101, 1, 1.0, "Candidates")]
    [InlineData(1, 0, 1.0, "Attempts")]
    [InlineData(1, 101, 1.0, "Attempts")]
    [InlineData(1, 1, 0.0, "time budget")]
    [InlineData(1, 1, double.NaN, "time budget")]
    public void Run_BudgetOutOfRange_IsRefused(int candidates, int attempts, double seconds, string part)
    {
        var (inpainter, _) = Make();

        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() =>
            inpainter.Run(Request(1), new GateBudget { Candidates = candidates, Attempts = attempts, Seconds = seconds }));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Attempts_AreAnnouncedInOrder()
    {
        var begun = new List<int>();
        var inpainter = new GatedInpainter(Catalog(Blurring()), new Gate()) { Begins = begun.Add };

        inpainter.Run(Request(0), new GateBudget { Candidates = 2, Attempts = 2 });

        Assert.Equal([1, 2, 3], begun);
    }

    [Fact]
    public void Run_UnknownEngine_IsRefusedAtOnce()
    {
        var (inpainter, engine) = Make();

        Assert.Throws<InvalidRequestException>(() => inpainter.Run(Request(1) with { Engine = "none" }, new GateBudget { Attempts = 5 }));

        Assert.Empty(engine.Seen);
    }

    private static (GatedInpainter Inpainter, FakeEngine Engine) Make()
    {
        FakeEngine engine = Blurring();
        return (new GatedInpainter(Catalog(engine), new Gate()), engine);
    }

    private static InpaintRequest Request(int seed) => new()
    {
        Image = QualityScenes.Photo(),
        Mask = QualityScenes.Disc(),
        Engine = "fake",
        Options = FakeEngine.AsPainted with { Fill = new FillOptions { Seed = seed } },
    };

    // The truth under a blur that ends at the good seed.
    private static FakeEngine Blurring() => new((tile, options) =>
    {
        FloatImage image = Cut(tile);
        double sigma = Math.Max(0, GoodSeed - options.Seed) * 0.8;
        for (int c = 0; c < 3; c++)
        {
            Gaussian.Blur(image.Plane(c), image.Size, sigma).CopyTo(image.Plane(c));
        }

        return image;
    });

    private static FloatImage Cut(Tile tile)
    {
        var image = new FloatImage(3, tile.Image.Size);
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < image.Height; y++)
            {
                Truth.Row(c, tile.RectInImage.Y + y).Slice(tile.RectInImage.X, image.Width).CopyTo(image.Row(c, y));
            }
        }

        return image;
    }

    private static EngineCatalog Catalog(FakeEngine engine)
    {
        var engines = new EngineCatalog();
        engines.Add(engine.Info, () => engine);
        return engines;
    }
}
