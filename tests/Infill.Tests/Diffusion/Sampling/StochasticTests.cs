using Infill.Diffusion;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Sampling;

public sealed class StochasticTests
{
    private static readonly ChannelNoise Noise = new(new GaussianNoise(seed: 4, stream: 0), new float[] { 1f });

    [Fact]
    public void Run_GaussianPrior_EndsWhereThePriorHasItsMass()
    {
        SamplingPlan plan = SamplingPlan.Stochastic(NoiseSchedule.Linear(8f, 6));
        FloatImage guess = new(1, new PixelSize(5, 3));

        FloatImage clean = Sampler.Run(
            new SamplerJob(plan, new GaussianDenoiser(), Noise), plan.Start(guess, Noise.Draw(1, guess.Size, 0)), TestContext.Current.CancellationToken);

        Assert.All(clean.Values, value => Assert.InRange(
            value, GaussianDenoiser.Mean - (5 * GaussianDenoiser.Spread), GaussianDenoiser.Mean + (5 * GaussianDenoiser.Spread)));
        Assert.NotEqual(guess.Values, clean.Values);
    }

    [Fact]
    public void Run_NoiseLevels_AsksAtExactlyTheseAndReNoisesTheEstimate()
    {
        SamplingPlan plan = SamplingPlan.Stochastic([3f, 1f, 0f]);
        RecordingDenoiser recorder = RecordingDenoiser.Constant(7f);
        var size = new PixelSize(2, 2);

        FloatImage clean = Sampler.Run(new SamplerJob(plan, recorder, Noise), new FloatImage(1, size), TestContext.Current.CancellationToken);

        Assert.Equal([3, 1, 0], recorder.Asked.Select(at => at.Level.Sigma));
        Assert.Equal([0, 1, 2], recorder.Asked.Select(at => at.Index));
        Assert.Equal(Noise.Draw(1, size, 1).Values.Select(n => 7f + n), recorder.States[1].Values);
        Assert.All(recorder.States[2].Values, value => Assert.Equal(7f, value));
        Assert.All(clean.Values, value => Assert.Equal(7f, value));
    }

    [Fact]
    public void Stochastic_NoLevels_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => SamplingPlan.Stochastic([]));
}
