using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Schedules;
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

    /// <summary>How often the sampler asks the UNet.</summary>
    public RunCount Evaluations()
    {
        SchedulerConfig config = SamplerPreset.Find(Sampler).For(SdDefaults.Of(SdFamily.Sd1).SchedulerConfig("epsilon", isZeroTerminal: false));
        return RunCount.Of(SamplingPlan.Create(config, new SamplingOptions { Steps = Steps }), Guidance, Cache);
    }
}
