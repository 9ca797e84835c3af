using Infill.Diffusion;

namespace Infill.Tests.Diffusion;

public sealed class NoiseScheduleTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(7)]
    public void Linear_AnySteps_FallsFromTheFirstToZero(int steps)
    {
        float[] sigmas = NoiseSchedule.Linear(5f, steps);

        Assert.Equal(steps, sigmas.Length);
        Assert.Equal(0f, sigmas[^1]);
        Assert.Equal(steps == 1 ? 0f : 5f, sigmas[0]);
        Assert.Equal(sigmas.OrderDescending(), sigmas);
    }

    [Theory, InlineData(float.NaN, 3), InlineData(-1f, 3), InlineData(1f, 0)]
    public void Linear_BadArguments_AreRefused(float sigma, int steps) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NoiseSchedule.Linear(sigma, steps));
}
