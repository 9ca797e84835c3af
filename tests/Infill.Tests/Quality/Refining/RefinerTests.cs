using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Tests.Support;
using static Infill.Tests.Quality.Refining.RefinerScenes;

namespace Infill.Tests.Quality.Refining;

public sealed class RefinerTests
{
    private readonly FakeEngine _engine = Blurring();

    [Fact]
    public void Run_FillThatTheGateAccepts_IsNotRefined()
    {
        GatedFill fill = Refine(Request(GoodSeed), Plan(Whole("a", 1)));

        Assert.Single(_engine.Seen);
        TraceRefinement trace = fill.Result.Trace.Verdict!.Refinement!;
        Assert.Empty(trace.Passes);
        Assert.Equal((true, "The gate is satisfied."), (trace.FillFirst, trace.Stopped));
    }

    [Fact]
    public void Run_PassThatHelps_StandsAndEndsIt()
    {
        GatedFill fill = Refine(Request(), Plan(Whole("a", GoodSeed), Whole("b", 7)));

        Assert.Equal(2, _engine.Seen.Count);
        Assert.Equal(VerdictStatus.Completed, fill.Verdict.Status);
        TracePass pass = Assert.Single(fill.Result.Trace.Verdict!.Refinement!.Passes);
        Assert.True(pass.IsKept);
        Assert.True(pass.ProbabilityBefore > pass.ProbabilityAfter);
        Assert.Equal(fill.Verdict.Probability, pass.ProbabilityAfter!.Value, 4);
        Assert.Equal(("whole", "fake", 1 + GoodSeed), (pass.Region, pass.Engine, pass.Seed));
    }

    [Fact]
    public void Run_PassThatIsNoBetter_IsUndone()
    {
        GatedFill plain = new GatedInpainter(_engine.InCatalog(), new Gate()).Run(Request(), new GateBudget());

        GatedFill fill = Refine(Request(), Plan(Whole("a"), Whole("b")));

        Assert.Equal(plain.Result.Image.ComputeHash(), fill.Result.Image.ComputeHash());
        Assert.Equal(plain.Result.Trace.Hashes, fill.Result.Trace.Hashes);
        Assert.All(fill.Result.Trace.Verdict!.Refinement!.Passes, pass => Assert.False(pass.IsKept));
        Assert.Equal("Every pass had its turn.", fill.Result.Trace.Verdict.Refinement.Stopped);
        Assert.Equal("degraded", fill.Result.Trace.Verdict.Status);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Run_ScoreThatRisesNoLonger_EndsWithItsPatience(int patience, int run)
    {
        GatedFill fill = Refine(Request(), Plan([.. Enumerable.Range(0, 9).Select(i => Whole($"p{i}"))]) with { Patience = patience });

        Assert.Equal(1 + run, _engine.Seen.Count);
        Assert.StartsWith("The score no longer rises", fill.Result.Trace.Verdict!.Refinement!.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_All_GoesOnWhateverTheGateSays()
    {
        GatedFill fill = Refine(Request(GoodSeed), Plan(Whole("a"), Whole("b"), Whole("c"), Whole("d")) with { RunAll = true });

        Assert.Equal(5, _engine.Seen.Count);
        Assert.Equal("The gate is satisfied.", fill.Result.Trace.Verdict!.Refinement!.Stopped);
    }

    [Fact]
    public void Run_BudgetOfRounds_CountsTheFirstFill()
    {
        GatedFill fill = new Refiner(_engine.InCatalog(), new Gate()).Run(Request(), Plan(Whole("a"), Whole("b")), Budget(2));

        Assert.Equal(2, _engine.Seen.Count);
        Assert.Equal("The budget of 2 rounds is spent.", fill.Result.Trace.Verdict!.Refinement!.Stopped);
    }

    [Fact]
    public void Run_TimeBudgetThatIsSpent_BeginsNothingNew()
    {
        var time = new SetTime();
        var slow = new FakeEngine((tile, _) =>
        {
            time.Pass(10);
            return FakeEngine.Paint(tile, (_, _) => 0.5f);
        }, Copying);

        GatedFill fill = new Refiner(slow.InCatalog(), new Gate(), time).Run(Request(), Plan(Whole("a"), Whole("b"), Whole("c")), Budget(seconds: 15));

        Assert.Equal(2, slow.Seen.Count);
        Assert.Equal("The time budget of 15 s is spent.", fill.Result.Trace.Verdict!.Refinement!.Stopped);
        Assert.Equal(10, fill.Result.Trace.Verdict.Refinement.Passes[0].Seconds, 3);
    }

    [Fact]
    public void Run_PassThatNeedsAnUndoneOne_IsLeftOut()
    {
        RefinementPass after = Whole("c", GoodSeed) with { After = ["a"] };

        GatedFill fill = Refine(Request(), Plan(Whole("b", 6) with { Needs = ["a"] }, Whole("a"), after));

        Assert.Equal(["a", "b", "c"], fill.Result.Trace.Verdict!.Refinement!.Passes.Select(p => p.Name));
        Assert.Equal("It needs 'a', which was not kept.", fill.Result.Trace.Verdict.Refinement.Passes[1].Skipped);
        Assert.True(fill.Result.Trace.Verdict.Refinement.Passes[2].IsKept);
        Assert.Equal(3, _engine.Seen.Count);
    }

    [Fact]
    public void Run_PassForAnotherDefect_IsLeftOut()
    {
        GatedFill fill = Refine(Request(), Plan(Whole("text", 5) with { When = [Detector.Text] }, Whole("soft", 5) with { When = [Detector.Sharpness] }));

        IReadOnlyList<TracePass> passes = fill.Result.Trace.Verdict!.Refinement!.Passes;
        Assert.Equal("The gate finds none of text.", passes[0].Skipped);
        Assert.True(passes[1].IsKept);
    }

    [Fact]
    public void Run_BoxBesideTheMask_IsLeftOut()
    {
        RefinementPass box = new() { Name = "a", Place = new RefinementPlace { Region = RefinementRegion.Box, Box = new PixelRect(0, 0, 20, 20) } };

        GatedFill fill = Refine(Request(), Plan(box));

        Assert.Equal("Nothing of the mask lies in its region.", Assert.Single(fill.Result.Trace.Verdict!.Refinement!.Passes).Skipped);
        Assert.Single(_engine.Seen);
    }

    [Fact]
    public void Run_PassThatFails_IsRememberedAndTheOthersGoOn()
    {
        var engine = new FakeEngine((tile, options) => options.Seed == 2 ? throw new EngineException("No luck.") : FakeEngine.Paint(tile, (_, _) => 0.5f), Copying);

        GatedFill fill = new Refiner(engine.InCatalog(), new Gate()).Run(Request(), Plan(Whole("a", 1), Whole("b", 2)), Budget());

        TracePass[] passes = [.. fill.Result.Trace.Verdict!.Refinement!.Passes];
        Assert.Equal("No luck.", passes[0].Error);
        Assert.Null(passes[0].ProbabilityAfter);
        Assert.NotNull(passes[1].ProbabilityAfter);
    }

    [Fact]
    public void Run_FilledPicture_IsTakenAsItStands()
    {
        InpaintRequest request = Request() with { Image = _engine.Run(Request()).Image };
        _engine.Seen.Clear();

        GatedFill fill = Refine(request, Plan(Whole("a", GoodSeed)) with { FillFirst = false });

        Assert.Single(_engine.Seen);
        Assert.Equal(VerdictStatus.Completed, fill.Verdict.Status);
        Assert.False(fill.Result.Trace.Verdict!.Refinement!.FillFirst);
        Assert.Equal(request.Image.ComputeHash(), fill.Result.Trace.Hashes.Input);
        Assert.Equal(fill.Result.Image.ComputeHash(), fill.Result.Trace.Hashes.Output);
        Assert.True(KeepCheck.Compare(request.Image, fill.Result.Image, request.Mask).Holds);
    }

    [Fact]
    public void Run_GoodPicture_ComesBackAsItIs()
    {
        GatedFill fill = Refine(Request(), Plan(Whole("a")) with { FillFirst = false });

        Assert.Empty(_engine.Seen);
        Assert.Equal(Request().Image.ComputeHash(), fill.Result.Image.ComputeHash());
        Assert.Empty(fill.Result.Trace.Regions);
    }

    [Fact]
    public void Run_WholeHole_IsTheRetryFromTheSource()
    {
        GatedFill fill = Refine(Request() with { Options = Request().Options with { Mask = new Infill.Masks.MaskOptions() } }, Plan(Whole("a", GoodSeed)));

        Assert.Equal(
            _engine.Run(Request(1 + GoodSeed) with { Options = Request(1 + GoodSeed).Options with { Mask = new Infill.Masks.MaskOptions() } }).Image.ComputeHash(),
            fill.Result.Image.ComputeHash());
    }

    [Fact]
    public void Repeat_WhatATraceTells_GivesTheSameBytes()
    {
        RefinementPass worst = new()
        {
            Name = "worst",
            Place = new RefinementPlace { Region = RefinementRegion.Worst, GrowPx = 60, FeatherPx = 3 },
            Fill = new RefinementSettings { SeedOffset = 3, ContextScale = 2 },
        };
        GatedFill fill = Refine(Request(), Plan(worst, Whole("a"), Whole("b", 2), worst with { Name = "again", Fill = worst.Fill with { SeedOffset = 4 } }) with { RunAll = true });
        Trace trace = TraceJson.Deserialize(TraceJson.Serialize(fill.Result.Trace));

        InpaintResult again = new Refiner(_engine.InCatalog(), new Gate()).Repeat(Request() with { Options = trace.Options }, trace.Verdict!.Refinement!);

        Assert.Contains(trace.Verdict.Refinement!.Passes, pass => pass is { IsKept: true, Region: "worst" });
        Assert.Equal(fill.Result.Trace.Hashes.Output, again.Trace.Hashes.Output);
    }

    [Fact]
    public void Run_PlanThatCannotBeRun_IsRefusedWithEveryReason()
    {
        RefinementPlan plan = Plan(Whole("a") with { Needs = ["b"] }, Whole("a") with { Fill = new RefinementSettings { Engine = "magic" } });

        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => Refine(Request(), plan));

        Assert.Equal(3, error.Reasons.Count);
        Assert.Empty(_engine.Seen);
    }

    [Fact]
    public void Foresee_Plan_TellsTheOrderAndRunsNothing()
    {
        FakeEngine engine = FakeEngine.Constant(0, Copying with { Pace = new EnginePace(1, 0, 0) });
        RefinementPass box = new() { Name = "far", Place = new RefinementPlace { Region = RefinementRegion.Box, Box = new PixelRect(0, 0, 9, 9) } };
        RefinementPass worst = Whole("b") with { After = ["c"], Place = new RefinementPlace { Region = RefinementRegion.Worst } };

        RefinementForecast forecast = new Refiner(engine.InCatalog(), new Gate()).Foresee(Request(), Plan(worst, box, Whole("c")));

        Assert.Empty(engine.Seen);
        Assert.Equal(["far", "c", "b"], forecast.Passes.Select(p => p.Pass.Name));
        Assert.Equal("Nothing of the mask lies in its region.", forecast.Passes[0].Problem);
        Assert.Equal([false, false, true], forecast.Passes.Select(p => p.IsAtMost));
        Assert.Equal(Request().Mask.CountFilled(), forecast.Passes[1].Pixels);
        Assert.Equal(forecast.First!.Seconds!.Value + forecast.Passes[1].Seconds!.Value + forecast.Passes[2].Seconds!.Value, forecast.Seconds!.Value, 9);
    }

    private GatedFill Refine(InpaintRequest request, RefinementPlan plan) =>
        new Refiner(_engine.InCatalog(), new Gate()).Run(request, plan, Budget());
}
