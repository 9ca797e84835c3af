using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchProgressTests
{
    private static readonly Tile Tile = TestTiles.Texture(new PixelSize(131, 117), new PixelRect(50, 45, 27, 23));

    [Theory, InlineData(100f, 10), InlineData(7f, 12), InlineData(4f, 15)]
    public void Fill_OneTwoOrThreeLevels_CountsEveryStepUpToOne(float coarseRadius, int steps)
    {
        List<EngineProgress> seen = [];
        using var engine = new PatchEngine(new PatchSettings { CoarseRadius = coarseRadius, MinSources = 100, Sweeps = (1, 1) });

        _ = engine.Fill(Tile, new FillOptions(), new Synchronous(seen.Add), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, steps), seen.Select(p => p.Step));
        Assert.All(seen, p => Assert.Equal(steps, p.Steps));
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(pair.First.Fraction < pair.Second.Fraction));
        Assert.True(seen[0].Fraction > 0);
        Assert.Equal(1.0, seen[^1].Fraction, 9);
    }

    [Fact]
    public void StepDone_LevelsOfDifferentSize_CountByTheirTargets()
    {
        PatchLevel fine = PatchScene.Of(Tile).Level, coarse = PatchScene.Texture().Level;
        List<EngineProgress> seen = [];
        var settings = new PatchSettings { Steps = (2, 1, 1) };
        var progress = new PatchProgress([fine, coarse], settings, new Synchronous(seen.Add));

        progress.StepDone(coarse);

        Assert.Equal(coarse.Sources.Length, progress.CoarsestSources);
        double expected = (double)coarse.Targets.Length / ((2 * coarse.Targets.Length) + fine.Targets.Length);
        Assert.Equal(new EngineProgress(1, 3, expected), Assert.Single(seen));
    }

    [Theory, InlineData(1), InlineData(11), InlineData(14)]
    public void Fill_CancelledInAStep_ReportsNoFurtherStep(int step)
    {
        using var source = new CancellationTokenSource();
        int last = 0;
        using var engine = new PatchEngine(new PatchSettings { MinSources = 100, Sweeps = (1, 1) });
        var progress = new Synchronous(p =>
        {
            last = p.Step;
            if (p.Step == step)
            {
                source.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => engine.Fill(Tile, new FillOptions(), progress, source.Token));
        Assert.Equal(step, last);
    }

    private sealed class Synchronous(Action<EngineProgress> report) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => report(value);
    }
}
