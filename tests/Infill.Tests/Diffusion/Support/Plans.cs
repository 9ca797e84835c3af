using Infill.Diffusion;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Support;

/// <summary>Plans over levels of the tests' choice.</summary>
internal static class Plans
{
    /// <summary>The Stable Diffusion family's training noise.</summary>
    public static readonly BetaOptions LatentBetas = new() { Start = 0.00085, End = 0.012, Schedule = BetaSchedule.ScaledLinear };

    /// <summary>Every sampler that a model's configuration can name.</summary>
    public static readonly SamplerKind[] Kinds = [.. Enum.GetValues<SamplerKind>().Where(kind => kind != SamplerKind.Stochastic)];

    /// <summary>A sampler's defaults with the latent models' noise and no clipping.</summary>
    public static SchedulerConfig Latent(SamplerKind kind) =>
        SchedulerDefaults.For(kind) with { Betas = LatentBetas, Clip = new ClipOptions() };

    /// <summary>A plan over Karras' ratios, the state scaled as the sampler's own plans scale it.</summary>
    /// <param name="config">Sampler and solver.</param>
    /// <param name="ratios">Levels, highest first.</param>
    /// <param name="order">Order of solver steps.</param>
    public static SamplingPlan Over(SchedulerConfig config, double[] ratios, int order = 1)
    {
        bool isVariancePreserving = config.Kind is not (SamplerKind.Euler or SamplerKind.EulerAncestral or SamplerKind.Heun or SamplerKind.Lms);
        NoiseLevel[] levels =
            [.. ratios.Select(r => isVariancePreserving ? NoiseLevel.OfSigma(r, 1).Normalized() : NoiseLevel.OfSigma(r, 1))];
        List<PlanStep> steps = [];
        for (int i = 0; i + 1 < levels.Length; i++)
        {
            bool isRedoing = config.Kind == SamplerKind.Pndm && i == 1;
            if (isRedoing)
            {
                steps.Add(new PlanStep(levels[1], levels[0], levels[1]) { Index = 1 });
            }

            int place = config.Kind == SamplerKind.DpmSinglestep ? (i % order) + 1 : config.Kind == SamplerKind.Heun ? 1 : order;
            steps.Add(new PlanStep(levels[i], levels[i + 1]) { Index = steps.Count, Order = place });
            if (config.Kind == SamplerKind.Heun)
            {
                steps.Add(new PlanStep(levels[i + 1], levels[i], levels[i + 1]) { Index = steps.Count, Order = 2 });
            }
        }

        return new SamplingPlan { Config = config, Steps = steps, Count = steps.Count };
    }

    /// <summary>Ratios with ln ρ in a straight line.</summary>
    public static double[] Exponential(double high, double low, int steps) =>
        [.. Enumerable.Range(0, steps + 1).Select(i => high * Math.Pow(low / high, i / (double)steps))];

    /// <summary>Runs a plan on the Gaussian prior from one value, and gives the value at the end.</summary>
    public static double RunOne(SamplingPlan plan, double x)
    {
        var start = new FloatImage(1, new PixelSize(1, 1));
        start.Values[0] = (float)x;
        return Sampler.Run(new SamplerJob(plan, new GaussianDenoiser(), new TorchNoise(1)), start, CancellationToken.None).Values[0];
    }
}
