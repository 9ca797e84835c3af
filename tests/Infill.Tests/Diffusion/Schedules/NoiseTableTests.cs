using CsCheck;
using Infill.Diffusion;
using Infill.Diffusion.Schedules;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class NoiseTableTests
{
    [Theory]
    [InlineData(BetaSchedule.Linear)]
    [InlineData(BetaSchedule.ScaledLinear)]
    [InlineData(BetaSchedule.SquaredCosine)]
    public void Level_AnySchedule_LosesSignalStepByStep(BetaSchedule schedule)
    {
        var table = new NoiseTable(Plans.LatentBetas with { Schedule = schedule }, isTerminalClamped: false);
        NoiseLevel[] levels = [.. Enumerable.Range(0, table.Count).Select(table.Level)];

        Assert.Equal(1000, table.Count);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.First.Alpha > pair.Second.Alpha && pair.First.Ratio < pair.Second.Ratio));
        Assert.All(levels, level => Assert.Equal(1, level.InputScale, 1e-12));
    }

    [Fact]
    public void Beta_Schedules_HaveTheirEndsAndMiddle()
    {
        BetaOptions options = new() { Start = 0.01, End = 0.09, Timesteps = 3 };
        NoiseTable Table(BetaSchedule schedule) => new(options with { Schedule = schedule }, isTerminalClamped: false);

        Assert.Equal([0.01, 0.05, 0.09], Enumerable.Range(0, 3).Select(t => Math.Round(Table(BetaSchedule.Linear).Beta(t), 6)));
        Assert.Equal([0.01, 0.04, 0.09], Enumerable.Range(0, 3).Select(t => Math.Round(Table(BetaSchedule.ScaledLinear).Beta(t), 6)));

        // ᾱ follows cos²((t/T + 0.008)/1.008·π/2): by a third of the way ¾ are left but for the offset; the last β is capped.
        Assert.Equal(1 - (Math.Pow(Math.Cos(((1 / 3.0) + 0.008) / 1.008 * Math.PI / 2), 2) / Math.Pow(Math.Cos(0.008 / 1.008 * Math.PI / 2), 2)),
            Table(BetaSchedule.SquaredCosine).Beta(0), 1e-6);
        Assert.Equal(0.999, Table(BetaSchedule.SquaredCosine).Beta(2), 1e-6);
    }

    [Fact]
    public void Beta_TrainedOnes_ReplaceTheSchedule()
    {
        var table = new NoiseTable(new BetaOptions { Trained = [0.5, 0.25] }, isTerminalClamped: false);

        Assert.Equal(2, table.Count);
        Assert.Equal(Math.Sqrt(0.5 * 0.75), table.Level(1).Alpha, 1e-7);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Level_ZeroTerminalSignal_EndsOnNoiseAndKeepsTheFirst(bool isClamped)
    {
        BetaOptions plain = Plans.LatentBetas;
        var table = new NoiseTable(plain with { HasZeroTerminalSnr = true }, isClamped);

        Assert.Equal(isClamped ? 1 / 4096.0 : 0, table.Level(999).Alpha);
        Assert.Equal(new NoiseTable(plain, isClamped).Level(0).Alpha, table.Level(0).Alpha, 1e-6);
        Assert.Equal(isClamped ? 4096 : double.PositiveInfinity, table.Level(999).Ratio, 1e-3);
        Assert.True(!isClamped || Math.Abs(table.Sigma(999) - 4096) < 1e-3);
    }

    [Fact]
    public void Timestep_OfTheSigmaOfAStep_IsThatStep()
    {
        var table = new NoiseTable(Plans.LatentBetas, isTerminalClamped: true);

        Gen.Double[0, 999].Sample(t =>
        {
            // σ is linear between steps one way and ln σ the other: apart by less than a hundredth of a step, but at the steep low end.
            Assert.Equal(t, table.Timestep(table.Sigma(t)), t < 20 ? 0.06 : 0.01);
            Assert.Equal(Math.Round(t), table.Timestep(table.Sigma(Math.Round(t))), 1e-3);
        });
    }

    [Theory, InlineData(0, 0), InlineData(1e-9, 0), InlineData(1e9, 999)]
    public void Timestep_BeyondTheEnds_IsTheEnd(double sigma, double expected) =>
        Assert.Equal(expected, new NoiseTable(Plans.LatentBetas, isTerminalClamped: true).Timestep(sigma), 1e-9);

    [Theory, InlineData(-5, 0.0291675), InlineData(2000, 14.614647)]
    public void Sigma_BeyondTheEnds_IsThatOfTheEnd(double timestep, double expected) =>
        Assert.Equal(expected, new NoiseTable(Plans.LatentBetas, isTerminalClamped: true).Sigma(timestep), 1e-6);

    [Fact]
    public void CountAbove_Lambda_CountsTheStepsThatHoldMoreSignal()
    {
        var table = new NoiseTable(Plans.LatentBetas, isTerminalClamped: true);

        Assert.Equal(1000, table.CountAbove(double.NegativeInfinity));
        Assert.Equal(0, table.CountAbove(100));
        int count = table.CountAbove(-1);
        Assert.True(table.Level(count - 1).Lambda >= -1 && table.Level(count).Lambda < -1);
    }
}
