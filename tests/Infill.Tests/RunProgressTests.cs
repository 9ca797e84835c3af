using Infill.Engines;

namespace Infill.Tests;

public sealed class RunProgressTests
{
    [Fact]
    public void Report_EngineFallsBackOrGivesNonsense_FractionNeverFalls()
    {
        var target = new List();
        var progress = new RunProgress(target);
        progress.Expect([100]);
        progress.Begin(1, Stage.Fill);

        foreach (double fraction in new[] { 0.5, 0.2, double.NaN, -3, 7, 0.1 })
        {
            progress.Report(new EngineProgress(1, 6, fraction));
        }

        double[] seen = [.. target.Seen.Select(p => p.Fraction)];
        Assert.Equal(seen.Order(), seen);
        Assert.True(seen[^1] < 1 - RunProgress.Closing, "the engine's end is not the run's");
    }

    [Fact]
    public void Begin_Regions_WeighByTheirPixels()
    {
        var target = new List();
        var progress = new RunProgress(target);
        progress.Expect([300, 100]);

        progress.Begin(2, Stage.Crop);

        double share = 1 - RunProgress.Opening - RunProgress.Closing;
        Assert.Equal(RunProgress.Opening + (0.75 * share), target.Seen[^1].Fraction, 1e-9);
        Assert.Equal((2, 2), (target.Seen[^1].Region, target.Seen[^1].Regions));
    }

    [Fact]
    public void Report_Preview_IsPassedOnWithItsStepOnly()
    {
        var target = new List();
        var progress = new RunProgress(target);
        var preview = new Infill.Imaging.FloatImage(3, new Infill.Imaging.PixelSize(2, 2));
        progress.Expect([100]);
        progress.Begin(1, Stage.Fill);

        progress.Report(new EngineProgress(1, 2, 0.5) { Preview = preview });
        progress.Begin(1, Stage.Blend);

        Assert.Same(preview, target.Seen[^2].Preview);
        Assert.Null(target.Seen[^1].Preview);
    }

    private sealed class List : IProgress<StageProgress>
    {
        public List<StageProgress> Seen { get; } = [];

        public void Report(StageProgress value) => Seen.Add(value);
    }
}
