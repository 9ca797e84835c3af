using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowStepTests
{
    [Fact]
    public void Scatter_FewWildSteps_IsThatOfTheOthers()
    {
        ShadowStep[] steps = [.. Enumerable.Range(-50, 101).Select(i => new ShadowStep(i / 100.0, i / 200.0, i % 10 == 0 ? 90 : i / 400.0))];

        ShadowStep scatter = ShadowStep.Scatter(steps);

        Assert.Equal(1.4826 * 0.25, scatter.Light, 0.02);
        Assert.Equal(1.4826 * 0.125, scatter.Red, 0.01);
        Assert.InRange(scatter.Blue, 0.08, 0.13);
    }

    [Fact]
    public void Scatter_EvenOrNoGround_IsTheLeast()
    {
        Assert.Equal(new ShadowStep(0.05, 0.05, 0.05), ShadowStep.Scatter([default, default, default]));
        Assert.Equal(new ShadowStep(0.05, 0.05, 0.05), ShadowStep.Scatter([]));
    }

    [Fact]
    public void Favours_StepsOfBothSides_AreOfOppositeSign()
    {
        ShadowStep typical = new(-0.7, 0, 0), scatter = new(0.1, 0.1, 0.1);

        Assert.Equal(typical.Favours(typical, scatter, 3), -default(ShadowStep).Favours(typical, scatter, 3), 9);
        Assert.Equal(0, new ShadowStep(-0.35, 0, 0).Favours(typical, scatter, 3), 9);
    }
}
