using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class RunCountTests
{
    private static readonly GuidanceOptions Led = new(), Middle = new() { Begin = 0.1, End = 0.6 };

    [Fact]
    public void Of_TwentySteps_IsWhatTheModesSay()
    {
        Assert.Equal(new RunCount(40, 0), Count("ddim", 20, Led));
        Assert.Equal(new RunCount(30, 0), Count("ddim", 20, Middle));
        Assert.Equal(new RunCount(20, 0), Count("ddim", 20, null));
        Assert.Equal(new RunCount(14, 26), Count("ddim", 20, Led, new StepCache { Interval = 3 }));
    }

    // The sampler itself is asked over denoisers that only count, whatever rule, interval and cache.
    [Theory]
    [InlineData("ddim", 7)]
    [InlineData("heun", 5)]
    [InlineData("pndm", 6)]
    [InlineData("dpmpp-2s", 8)]
    [InlineData("unipc", 9)]
    [InlineData("lcm", 4)]
    [InlineData("repaint", 12)]
    public void Of_AnySampler_IsWhatItAsksFor(string sampler, int steps)
    {
        foreach (GuidanceOptions guidance in new[] { Led, Middle })
        {
            foreach (StepCache? cache in new[] { null, new StepCache { Interval = 2 }, new StepCache { Interval = 3 } })
            {
                SamplingPlan plan = Plan(sampler, steps);
                var (positive, negative) = (new Counter(cache), new Counter(cache));
                var noise = new TorchNoise(1);
                FloatImage first = noise.Draw(1, new PixelSize(4, 4), 0);
                _ = Sampler.Run(
                    new SamplerJob(plan, new Guidance(positive, negative, plan.Config.Prediction, guidance), noise), plan.Start(first, first), TestContext.Current.CancellationToken);

                Assert.Equal(new RunCount(positive.Whole + negative.Whole, positive.Shallow + negative.Shallow), RunCount.Of(plan, guidance, cache));
            }
        }
    }

    private static RunCount Count(string sampler, int steps, GuidanceOptions? guidance, StepCache? cache = null) => RunCount.Of(Plan(sampler, steps), guidance, cache);

    private static SamplingPlan Plan(string sampler, int steps) => SamplingPlan.Create(
        SamplerPreset.Find(sampler).For(SdDefaults.Of(SdFamily.Sd1).SchedulerConfig("epsilon", isZeroTerminal: false)),
        new SamplingOptions { Steps = steps, Jumps = new RePaintJumps(3, 2) });

    private sealed class Counter(StepCache? cache) : IDenoiser
    {
        private int? _last;

        public int Whole { get; private set; }

        public int Shallow { get; private set; }

        public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
        {
            bool reuses = _last is int last && cache is not null && cache.Reuses(last, at.Index);
            (_last, Whole, Shallow) = reuses ? (_last, Whole, Shallow + 1) : (at.Index, Whole + 1, Shallow);
            return x.Clone();
        }
    }
}
