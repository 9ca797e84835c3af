using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Tests.Diffusion;

public sealed class SamplersTests
{
    private const float Mean = 3f;
    private const float Spread = 2f;

    [Fact]
    public void Stochastic_GaussianPrior_EndsOnThePosteriorMeanOfTheLastStep()
    {
        FloatImage start = new(1, new PixelSize(5, 3));
        var noise = new ChannelNoise(new GaussianNoise(seed: 4, stream: 0), new float[] { 1f });

        FloatImage clean = Samplers.Stochastic(
            new GaussianDenoiser(), start, NoiseSchedule.Linear(8f, 6), noise, TestContext.Current.CancellationToken);

        // The last σ is 0, so the state is its own estimate and must lie where the prior has its mass.
        Assert.All(clean.Values, value => Assert.InRange(value, Mean - (5 * Spread), Mean + (5 * Spread)));
        Assert.NotEqual(start.Values, clean.Values);
    }

    [Fact]
    public void Stochastic_NoNoiseLevels_CallsTheDenoiserWithExactlyTheSchedule()
    {
        var recorder = new Recorder();
        var noise = new ChannelNoise(new GaussianNoise(1, 0), new float[] { 1f });

        _ = Samplers.Stochastic(
            recorder, new FloatImage(1, new PixelSize(2, 2)), [3f, 1f, 0f], noise, TestContext.Current.CancellationToken);

        Assert.Equal([3f, 1f, 0f], recorder.Sigmas);
    }

    [Fact]
    public void KnownRegion_InnerChangesEverything_KnownPixelsComeBackExactly()
    {
        var clean = new FloatImage(2, new PixelSize(3, 1));
        Array.Fill(clean.Values, 0.25f);
        bool[] known = [true, false, true];
        var constrained = new KnownRegion(new Recorder { Answer = 9f }, clean, known);

        FloatImage estimate = constrained.Denoise(new FloatImage(2, clean.Size), 1f, TestContext.Current.CancellationToken);

        Assert.Equal([0.25f, 9f, 0.25f, 0.25f, 9f, 0.25f], estimate.Values);
    }

    [Fact]
    public void KnownRegion_FlagsOfAnotherSize_AreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new KnownRegion(new Recorder(), new FloatImage(1, new PixelSize(3, 3)), new bool[4]));

        Assert.Contains("4 flags for a 3×3 picture", error.Message, StringComparison.Ordinal);
    }

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

    // D(x; σ) of a Gaussian prior N(μ, s²) in closed form: the sampler's only exactly solvable case.
    private sealed class GaussianDenoiser : IDenoiser
    {
        public FloatImage Denoise(FloatImage x, float sigma, CancellationToken cancellationToken)
        {
            FloatImage estimate = x.Clone();
            foreach (ref float value in estimate.Values.AsSpan())
            {
                value = Mean + ((value - Mean) * Spread * Spread / ((Spread * Spread) + (sigma * sigma)));
            }

            return estimate;
        }
    }

    private sealed class Recorder : IDenoiser
    {
        public List<float> Sigmas { get; } = [];

        public float Answer { get; init; }

        public FloatImage Denoise(FloatImage x, float sigma, CancellationToken cancellationToken)
        {
            Sigmas.Add(sigma);
            FloatImage answer = x.Clone();
            Array.Fill(answer.Values, Answer);
            return answer;
        }
    }
}
