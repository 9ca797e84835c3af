using CsCheck;
using Infill.Diffusion;

namespace Infill.Tests.Diffusion;

public sealed class NoiseLevelTests
{
    [Fact]
    public void Normalized_AnyLevel_KeepsTheRatioAndHasUnitVariance() => Gen.Select(Gen.Double[0.01, 5], Gen.Double[0.01, 50]).Sample((alpha, sigma) =>
    {
        var level = new NoiseLevel(alpha, sigma, 7);
        NoiseLevel unit = level.Normalized();

        Assert.Equal(level.Ratio, unit.Ratio, level.Ratio * 1e-12);
        Assert.Equal(1, (unit.Alpha * unit.Alpha) + (unit.Sigma * unit.Sigma), 1e-12);
        Assert.Equal(level.Lambda, unit.Lambda, 1e-9);
        Assert.Equal(7, unit.Timestep);
    });

    [Fact]
    public void OfAlphaBar_AndOfSigma_MeetInTheSameRatio()
    {
        NoiseLevel level = NoiseLevel.OfAlphaBar(0.2, 400);

        Assert.Equal(2, level.Ratio, 1e-12);
        Assert.Equal(1, level.InputScale, 1e-12);
        Assert.Equal(1 / Math.Sqrt(5), NoiseLevel.OfSigma(2).InputScale, 1e-12);
        Assert.Equal(-Math.Log(2), NoiseLevel.OfSigma(2).Lambda, 1e-12);
    }

    [Fact]
    public void Progress_StepByStep_RunsFromNothingTowardsOne() =>
        Assert.Equal([0, 0.25, 0.5, 0.75], Enumerable.Range(0, 4).Select(i => new DenoiseStep(default, i, 4).Progress));
}
