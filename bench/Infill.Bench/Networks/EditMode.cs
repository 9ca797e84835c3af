using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;

namespace Infill.Bench.Networks;

/// <summary>One way to make an edit, and how many evaluations of the UNet it costs.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Sampler">As on a command line.</param>
/// <param name="Steps">Steps of the sampler.</param>
/// <param name="Guidance">1 and below for models that need none.</param>
/// <param name="Cache">Null for whole evaluations only.</param>
internal sealed record EditMode(string Name, string Sampler, int Steps, GuidanceOptions Guidance, StepCache? Cache = null)
{
    private const int SomeSide = 8;

    /// <summary>The ways of the README's table; the first is exact.</summary>
    public static IReadOnlyList<EditMode> All(StepCache cache) =>
    [
        new("exact", "ddim", 20, new GuidanceOptions()),
        new("guidance interval 0.1–0.6", "ddim", 20, Interval),
        new($"step cache {cache.Interval}, depth {cache.Depth}", "ddim", 20, new GuidanceOptions(), cache),
        new("guidance interval and step cache", "ddim", 20, Interval, cache),
        new("few steps (LCM, 4, needs a distilled model)", "lcm", 4, new GuidanceOptions { Scale = 1 }),
    ];

    private static GuidanceOptions Interval => new() { Begin = 0.1, End = 0.6 };

    /// <summary>Counts by running the sampler itself, with guidance, over denoisers that only count.</summary>
    public (int Whole, int Shallow) Evaluations()
    {
        SchedulerConfig config = SamplerPreset.Find(Sampler).For(SdDefaults.Of(SdFamily.Sd1).SchedulerConfig("epsilon", isZeroTerminal: false));
        SamplingPlan plan = SamplingPlan.Create(config, new SamplingOptions { Steps = Steps });
        (Counter positive, Counter negative) = (new Counter(Cache), new Counter(Cache));
        var noise = new TorchNoise(1);
        FloatImage first = noise.Draw(1, new PixelSize(SomeSide, SomeSide), 0);
        _ = Infill.Diffusion.Sampling.Sampler.Run(
            new SamplerJob(plan, new Guidance(positive, negative, config.Prediction, Guidance), noise), plan.Start(null, first), CancellationToken.None);
        return (positive.Whole + negative.Whole, positive.Shallow + negative.Shallow);
    }

    private sealed class Counter(StepCache? cache) : IDenoiser
    {
        private int? _last;

        public int Whole { get; private set; }

        public int Shallow { get; private set; }

        public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
        {
            if (_last is int last && cache is not null && cache.Reuses(last, at.Index))
            {
                Shallow++;
            }
            else
            {
                (_last, Whole) = (at.Index, Whole + 1);
            }

            return x.Clone();
        }
    }
}
