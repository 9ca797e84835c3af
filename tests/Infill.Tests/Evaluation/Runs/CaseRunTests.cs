using Infill.Engines;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Metrics;
using Infill.Evaluation.Runs;
using Infill.Imaging;
using Infill.Tests.Evaluation.Cases;

namespace Infill.Tests.Evaluation.Runs;

/// <summary>One case through all engines and seeds: every fill is scored or says why not, and nothing is filled twice.</summary>
public sealed class CaseRunTests : IDisposable
{
    private readonly CaseFolder _folder = new();
    private readonly EvalCase _case;

    public CaseRunTests() => _case = new EvalCase
    {
        Name = "a",
        Photo = _folder.SavePhoto("a.png", 160, 140),
        Hole = new HoleSpec(HoleShape.Disc, 80, 70, 18, 1),
        Unique = true,
    };

    [Fact]
    public void Run_EnginesAndSeeds_GivesEveryFillInOrder()
    {
        (EvalCaseFacts facts, IReadOnlyList<EvalResult> results) = Run([ScriptedEngine.Lazy(), ScriptedEngine.Perfect()], [5, 6]);

        Assert.Equal([("lazy", 5), ("lazy", 6), ("perfect", 0)], results.Select(r => (r.Engine, r.Seed)));
        Assert.All(results, r => Assert.True(r.Error is null && r.Keep!.Holds));
        Assert.Equal(0, results[2].Scores!.PatchToTruth!.Value, 1e-9);
        Assert.Equal(double.PositiveInfinity, results[2].Scores!.Psnr);
        Assert.True(results[0].Scores!.PatchToTruth > 10);
        Assert.Equal((0.5, 0.25, 0.7), (results[0].Seconds, results[0].CpuSeconds!.Value, results[0].Confidence!.Mean));
        Assert.Equal((true, true, 160, 140), (facts.HasTruth, facts.IsDetermined(), facts.Width, facts.Height));
        Assert.Equal(new PixelRect(62, 52, 37, 37), facts.HoleBounds.Inflate(0));
        Assert.True(facts.RingGradient > EvalCaseFacts.SoftBelow);
    }

    [Fact]
    public void Run_Scores_AreThoseOfTheWholePicture()
    {
        CasePictures pictures = CaseMaker.Make(_case);
        FloatImage whole = ColorProfile.ToSrgb(pictures.Input, pictures.Input.Size.Bounds), truth = ColorProfile.ToSrgb(pictures.Truth!, pictures.Input.Size.Bounds);

        EvalResult result = Run([ScriptedEngine.Lazy()], [1]).Results[0];

        Assert.Equal(FillScores.Measure(whole, truth, pictures.Mask), result.Scores);
    }

    [Fact]
    public void Run_EngineThatFails_SaysWhyAndTheOthersGoOn()
    {
        var broken = new ScriptedEngine("broken", (_, seed) => seed == 1 ? throw new EngineException("Out of paint.") : CaseMaker.Make(_case).Truth!);

        IReadOnlyList<EvalResult> results = Run([broken, ScriptedEngine.Perfect()], [1, 2]).Results;

        Assert.Equal(["Out of paint.", null, null], results.Select(r => r.Error));
        Assert.Null(results[0].Scores);
        Assert.NotNull(results[1].Scores);
    }

    [Fact]
    public void Run_EngineThatTouchesKeptPixels_IsCounted()
    {
        var sloppy = new ScriptedEngine("sloppy", (p, _) =>
        {
            Image image = p.Truth!.Clone();
            (image.Samples8[0], image.Samples8[5]) = ((byte)(image.Samples8[0] ^ 1), (byte)(image.Samples8[5] ^ 16));
            return image;
        });

        EvalResult result = Run([sloppy], [1]).Results[0];

        Assert.Equal((2, 16), (result.Keep!.ChangedPixels, result.Keep.MaxDifference));
        Assert.Equal(0, result.Scores!.PatchToTruth!.Value, 1e-9);
    }

    [Fact]
    public void Run_CaseThatCannotBeMade_IsSkippedWithTheReason()
    {
        var engine = ScriptedEngine.Lazy();

        (EvalCaseFacts facts, IReadOnlyList<EvalResult> results) = new CaseRun([engine], [1]).Run(_case with { Photo = _folder["none.png"] }, null, null, CancellationToken.None);

        Assert.Contains("none.png does not exist", facts.Skipped, StringComparison.Ordinal);
        Assert.Empty(results);
        Assert.Equal(0, engine.Calls);
    }

    [Fact]
    public void Run_Again_TakesOverWhatIsTheSame()
    {
        EvalRecord before = RecordOf([ScriptedEngine.Lazy()], [1, 2]);
        var again = ScriptedEngine.Lazy();

        IReadOnlyList<EvalResult> results = new CaseRun([again], [1, 2, 3]).Run(_case, before, null, CancellationToken.None).Results;

        Assert.Equal(1, again.Calls);
        Assert.Equal(before.Results, results.Take(2));
        Assert.Equal(3, results[2].Seed);
    }

    [Fact]
    public void Run_AgainWithOtherPicturesOrEngine_FillsAnew()
    {
        EvalRecord before = RecordOf([ScriptedEngine.Lazy()], [1]);
        ScriptedEngine moved = ScriptedEngine.Lazy(), rebuilt = ScriptedEngine.Lazy(), failed = ScriptedEngine.Lazy();

        new CaseRun([moved], [1]).Run(_case with { Hole = _case.Hole! with { X = 81 } }, before, null, CancellationToken.None);
        new CaseRun([rebuilt], [1]).Run(_case, before with { Engines = [before.Engines[0] with { Identity = "lazy 0" }] }, null, CancellationToken.None);
        new CaseRun([failed], [1]).Run(_case, EvalScenes.Map(before, r => r with { Error = "no" }), null, CancellationToken.None);

        Assert.Equal((1, 1, 1), (moved.Calls, rebuilt.Calls, failed.Calls));
    }

    [Fact]
    public void Run_Look_SeesTruthAndHoleFirst()
    {
        var seen = new List<(string Engine, int Seed)>();

        new CaseRun([ScriptedEngine.Lazy()], [1, 2]).Run(_case, null, look => seen.Add((look.Engine, look.Seed)), CancellationToken.None);

        Assert.Equal([(CaseLook.Truth, 0), (CaseLook.Input, 0), ("lazy", 1), ("lazy", 2)], seen);
    }

    [Fact]
    public void Run_WithoutTruth_MeasuresOnlyTheRing()
    {
        var blind = new EvalCase { Name = "b", Photo = _case.Photo, Mask = _folder.SaveMask("m.png", new PixelSize(160, 140), new PixelRect(60, 60, 30, 20)) };

        (EvalCaseFacts facts, IReadOnlyList<EvalResult> results) = new CaseRun([ScriptedEngine.Lazy()], [1]).Run(blind, null, null, CancellationToken.None);

        Assert.False(facts.HasTruth);
        Assert.NotNull(results[0].Scores!.PatchToRing);
        Assert.Equal((null, null), (results[0].Scores!.PatchToTruth, results[0].Scores!.Psnr));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        var engine = new ScriptedEngine("stops", (p, _) =>
        {
            stop.Cancel();
            return p.Input;
        });

        Assert.Throws<OperationCanceledException>(() => new CaseRun([engine], [1, 2, 3]).Run(_case, null, null, stop.Token));
        Assert.Equal(1, engine.Calls);
    }

    [Fact]
    public void LibraryEngine_Flat_FillsWholeJobsAndIsTimed()
    {
        var catalog = new EngineCatalog();
        catalog.Add(FlatEngine.Description, () => new FlatEngine());
        var processor = new Queue<TimeSpan>([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)]);
        var engine = new LibraryEngine(catalog, new EvalEngine { Name = "flat", Identity = "1" }, 1, processor.Dequeue);
        CasePictures pictures = CaseMaker.Make(_case);

        EvalFill fill = engine.Fill(pictures, 1, CancellationToken.None);

        Assert.True(KeepCheck.Compare(pictures.Input, fill.Picture, pictures.Mask).Holds);
        Assert.Equal(3, fill.CpuSeconds);
        Assert.Null(fill.Confidence);
        Assert.InRange(fill.Picture[80, 70, 1], 100, 200);
    }

    [Fact]
    public void LibraryEngine_Patch_TellsItsConfidence()
    {
        var engine = new LibraryEngine(BuiltInEngines.CreateCatalog(), new EvalEngine { Name = "patch", Identity = "1", UsesSeed = true });

        EvalFill fill = engine.Fill(CaseMaker.Make(_case), 1, CancellationToken.None);

        Assert.InRange(fill.Confidence!.Mean, 0.01, 1);
        Assert.InRange(fill.Confidence.Low, 0, 1);
        Assert.Null(fill.CpuSeconds);
    }

    public void Dispose() => _folder.Dispose();

    private (EvalCaseFacts Facts, IReadOnlyList<EvalResult> Results) Run(IReadOnlyList<IEvalEngine> engines, int[] seeds) =>
        new CaseRun(engines, seeds).Run(_case, null, null, CancellationToken.None);

    private EvalRecord RecordOf(IReadOnlyList<IEvalEngine> engines, int[] seeds)
    {
        (EvalCaseFacts facts, IReadOnlyList<EvalResult> results) = Run(engines, seeds);
        return new EvalRecord
        {
            Environment = TraceEnvironment.Capture(),
            Engines = [.. engines.Select(e => e.Info)],
            Seeds = seeds,
            Cases = [facts],
            Results = results,
        };
    }
}
