using Infill.Diffusion;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Sampling;

/// <summary>What the samplers owe one another, and the prior that they sample from.</summary>
public sealed class SamplerLawTests
{
    private static readonly double[] Ratios = Plans.Exponential(8, 0.2, 9);

    [Fact]
    public void Run_DdimAndEuler_AreOneSamplerInTwoScales()
    {
        double euler = Plans.RunOne(Plans.Over(Plans.Latent(SamplerKind.Euler), Ratios), 10);
        SamplingPlan ddim = Plans.Over(Plans.Latent(SamplerKind.Ddim), Ratios);

        Assert.Equal(euler, Plans.RunOne(ddim, 10 * ddim.Steps[0].At.Alpha) / ddim.Steps[^1].To.Alpha, 1e-5);
    }

    [Fact]
    public void Run_FirstOrderSolverAndDdim_AreOneSampler()
    {
        double ddim = Plans.RunOne(Plans.Over(Plans.Latent(SamplerKind.Ddim), Ratios), 0.7);

        Assert.Equal(ddim, Plans.RunOne(Plans.Over(Plans.Latent(SamplerKind.DpmMultistep), Ratios, order: 1), 0.7), 1e-5);
        Assert.Equal(ddim, Plans.RunOne(Plans.Over(Plans.Latent(SamplerKind.DpmSinglestep), Ratios, order: 1), 0.7), 1e-5);
    }

    [Fact]
    public void Run_DdpmAndDdimOfFullRandomness_AreOneSampler()
    {
        SamplingPlan ddpm = Plans.Over(Plans.Latent(SamplerKind.Ddpm), Ratios);
        SamplingPlan ddim = Plans.Over(Plans.Latent(SamplerKind.Ddim), Ratios) with { Eta = 1 };
        SamplingPlan ancestral = Plans.Over(Plans.Latent(SamplerKind.EulerAncestral), Ratios);

        Assert.Equal(Plans.RunOne(ddpm, 0.3), Plans.RunOne(ddim, 0.3), 1e-5);
        Assert.Equal(Plans.RunOne(ddpm, 0.3), Plans.RunOne(ancestral, 0.3 / ddpm.Steps[0].At.Alpha) * ddpm.Steps[^1].To.Alpha, 1e-5);
    }

    [Fact]
    public void Run_PlmsOfAVelocityModel_CombinesWhatTheNetworkGave()
    {
        // With D constant, the noise is constant along the run but v is not: only combining v moves the end.
        SamplingPlan epsilon = Plans.Over(Plans.Latent(SamplerKind.Pndm), Ratios);
        SamplingPlan velocity = epsilon with { Config = epsilon.Config with { Prediction = PredictionType.Velocity } };
        double Run(SamplingPlan plan)
        {
            var start = new FloatImage(1, new PixelSize(1, 1));
            start.Values[0] = 1;
            return Sampler.Run(new SamplerJob(plan, RecordingDenoiser.Constant(0.4f), new TorchNoise(0)), start, CancellationToken.None).Values[0];
        }

        NoiseLevel from = epsilon.Steps[0].At;
        NoiseLevel to = epsilon.Steps[^1].To;
        double exact = (to.Alpha * 0.4) + (to.Sigma * (1 - (from.Alpha * 0.4)) / from.Sigma);
        Assert.Equal(exact, Run(epsilon), 1e-5);
        Assert.NotEqual(exact, Run(velocity), 1e-3);
    }

    [Fact]
    public void Run_UniPcWithoutCorrector_IsDpmSolverOfTheSameOrder()
    {
        // UniP-2 with B(h) = eʰ − 1 and ρ = ½ is DPM-Solver++ 2M (Zhao et al. 2023, section 3.5).
        SamplingPlan unipc = Plans.Over(Plans.Latent(SamplerKind.UniPc), Ratios, order: 2);
        unipc = unipc with { Steps = [.. unipc.Steps.Select(s => s with { IsUncorrected = true })] };

        Assert.Equal(Plans.RunOne(Plans.Over(Plans.Latent(SamplerKind.DpmMultistep), Ratios, order: 2), 0.7), Plans.RunOne(unipc, 0.7), 1e-5);
        Assert.NotEqual(Plans.RunOne(Plans.Over(Plans.Latent(SamplerKind.UniPc), Ratios, order: 2), 0.7), Plans.RunOne(unipc, 0.7), 1e-4);
    }

    [Theory, InlineData(SamplerKind.DpmSinglestep), InlineData(SamplerKind.DpmMultistep), InlineData(SamplerKind.UniPc), InlineData(SamplerKind.Lms)]
    public void Run_StartedInTheMiddle_TakesTheOrdersThatItHasAnswersFor(SamplerKind kind)
    {
        SamplingPlan full = Plans.Over(Plans.Latent(kind), Ratios, order: 3);
        SamplingPlan part = full with { Steps = [.. full.Steps.Skip(2).Select((s, i) => s with { Index = i })] };
        NoiseLevel from = part.Steps[0].At;
        double x = (from.Alpha * 5) + from.Sigma;

        // An order without its answers would miss the flow by far.
        Assert.Equal(GaussianDenoiser.Flow(x, from, part.Steps[^1].To), Plans.RunOne(part, x), 0.1);
    }

    [Theory]
    [InlineData(SamplerKind.Ddpm, false)]
    [InlineData(SamplerKind.EulerAncestral, false)]
    [InlineData(SamplerKind.DpmMultistep, true)]
    [InlineData(SamplerKind.DpmSinglestep, true)]
    [InlineData(SamplerKind.RePaint, false)]
    public void Run_NoisySamplersOnAGaussianPrior_EndOnThatPrior(SamplerKind kind, bool isSolver)
    {
        SchedulerConfig config = Plans.Latent(kind);
        config = config with { Solver = config.Solver with { IsStochastic = isSolver, Order = isSolver ? 2 : 1 } };
        SamplingPlan plan = Plans.Over(config, Plans.Exponential(20, 0.02, 160), order: config.Solver.Order) with { Eta = 1 };
        NoiseLevel from = plan.Steps[0].At;
        FloatImage start = LinearSum.Of((GaussianDenoiser.Deviation(from), new TorchNoise(9).Draw(1, new PixelSize(80, 50), 0)));
        foreach (ref float value in start.Values.AsSpan())
        {
            value += (float)(from.Alpha * GaussianDenoiser.Mean);
        }

        FloatImage end = Sampler.Run(new SamplerJob(plan, new GaussianDenoiser(), new TorchNoise(8)), start, TestContext.Current.CancellationToken);

        // 4,000 values: five standard errors of the mean are 0.16, of the deviation 0.11; discretisation adds a little.
        double mean = end.Values.Average(v => (double)v);
        double deviation = Math.Sqrt(end.Values.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(mean, GaussianDenoiser.Mean - 0.2, GaussianDenoiser.Mean + 0.2);
        Assert.InRange(deviation, GaussianDenoiser.Spread - 0.16, GaussianDenoiser.Spread + 0.16);
    }

    [Fact]
    public void Run_DdpmOfLargeVariance_AddsBeta()
    {
        var levels = new PlanStep(NoiseLevel.OfAlphaBar(0.3, 500), NoiseLevel.OfAlphaBar(0.6, 250));
        double Spread(VarianceType variance)
        {
            SchedulerConfig config = Plans.Latent(SamplerKind.Ddpm) with { Variance = variance };
            var plan = new SamplingPlan { Config = config, Steps = [levels], Count = 1 };
            FloatImage end = Sampler.Run(
                new SamplerJob(plan, RecordingDenoiser.Constant(0), new TorchNoise(4)), new FloatImage(1, new PixelSize(100, 100)), CancellationToken.None);
            return Math.Sqrt(end.Values.Average(v => (double)v * v));
        }

        // β = 1 − ᾱ/ᾱ′ = ½ and the posterior's variance 0.4/0.7·½; 10,000 draws, five standard errors.
        Assert.Equal(Math.Sqrt(0.5), Spread(VarianceType.FixedLarge), 0.025);
        Assert.Equal(Math.Sqrt(0.4 / 0.7 * 0.5), Spread(VarianceType.FixedSmall), 0.02);
    }

    [Fact]
    public void Run_ClippedEstimates_StayInRangeAtTheEnd()
    {
        SchedulerConfig config = Plans.Latent(SamplerKind.Ddim) with { Clip = new ClipOptions { Kind = ClipKind.Range, Range = 0.8 } };
        SamplingPlan plan = SamplingPlan.Create(config, new SamplingOptions { Steps = 5 });

        FloatImage end = Sampler.Run(
            new SamplerJob(plan, RecordingDenoiser.Constant(2f), new TorchNoise(0)), new FloatImage(1, new PixelSize(2, 2)), TestContext.Current.CancellationToken);

        // DDIM's last move ends on ᾱ = 1, where the noise that the unclipped estimate implies has no share.
        Assert.All(end.Values, value => Assert.Equal(0.8f, value, 1e-5f));
    }

    [Fact]
    public void Lcm_AtTimestepZero_AnswersWithTheState()
    {
        var config = Plans.Latent(SamplerKind.Lcm);
        var plan = new SamplingPlan { Config = config, Steps = [new PlanStep(NoiseLevel.OfAlphaBar(0.9), NoiseLevel.OfAlphaBar(1))], Count = 1 };
        var start = new FloatImage(1, new PixelSize(1, 1));
        start.Values[0] = 0.25f;

        FloatImage end = Sampler.Run(new SamplerJob(plan, RecordingDenoiser.Constant(9), new TorchNoise(0)), start, TestContext.Current.CancellationToken);

        Assert.Equal(0.25f, end.Values[0], 1e-6f);
    }

    [Fact]
    public void Tcd_WithoutRandomness_IsDdim()
    {
        SamplingPlan tcd = SamplingPlan.Create(Plans.Latent(SamplerKind.Tcd), new SamplingOptions { Steps = 4, Eta = 0 });
        SamplingPlan ddim = tcd with { Config = Plans.Latent(SamplerKind.Ddim) };

        Assert.Equal(Plans.RunOne(ddim, 1.2), Plans.RunOne(tcd, 1.2), 1e-6);
    }
}
