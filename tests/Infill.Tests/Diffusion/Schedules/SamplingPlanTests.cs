using CsCheck;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class SamplingPlanTests
{
    private static readonly Gen<SamplerKind> Kinds = Gen.Int[0, Plans.Kinds.Length - 1].Select(i => Plans.Kinds[i]);

    [Fact]
    public void Create_AnySampler_LosesNoiseStepByStep() =>
        Gen.Select(Kinds, Gen.Enum<TimestepSpacing>(), Gen.Int[1, 50], Gen.Double[0.5, 1]).Sample((kind, spacing, steps, strength) =>
        {
            SchedulerConfig config = Plans.Latent(kind) with { Spacing = new SpacingOptions { Timesteps = spacing, Offset = 1 } };
            SamplingPlan plan = SamplingPlan.Create(config, new SamplingOptions { Steps = Math.Max(2, steps), Strength = strength });
            PlanStep[] down = [.. plan.Steps.Where(s => s.Betas.Count == 0)];

            // Rounded timesteps may bring a state and the next question a training step apart, no more.
            Assert.All(down, s => Assert.True(s.To.Ratio < s.From.Ratio, $"{kind} {spacing}: {s}"));
            Assert.All(down.Select(s => s.Index), index => Assert.InRange(index, 0, plan.Count - 1));
            Assert.True(kind == SamplerKind.RePaint || down.Zip(down.Skip(1)).All(p => p.Second.At.Ratio <= p.First.At.Ratio), $"{kind} {spacing}");
        });

    [Fact]
    public void Create_AnyStrength_MakesTheLastStepsOfTheFullRun() =>
        Gen.Select(Kinds, Gen.Int[2, 40], Gen.Double[0.5, 0.999]).Where((kind, _, _) => kind is not SamplerKind.RePaint).Sample((kind, steps, strength) =>
        {
            SchedulerConfig config = Plans.Latent(kind);
            SamplingPlan full = SamplingPlan.Create(config, new SamplingOptions { Steps = steps });
            SamplingPlan part = SamplingPlan.Create(config, new SamplingOptions { Steps = steps, Strength = strength });
            int made = (int)(steps * strength);
            int perStep = kind == SamplerKind.Heun ? 2 : 1;

            Assert.Equal(full.Steps.Count - ((steps - made) * perStep), part.Steps.Count);
            Assert.Equal(full.Steps.Skip((steps - made) * perStep).Select(s => s.At), part.Steps.Select(s => s.At));
            Assert.Equal(Enumerable.Range(0, part.Steps.Count), part.Steps.Select(s => s.Index));
            Assert.Equal((true, false), (full.StartsFromNoise, part.StartsFromNoise));
        });

    // The reference's numbers: min(int(steps · strength), steps).
    [Theory, InlineData(10, 0.7, 7), InlineData(8, 0.9999, 7), InlineData(100, 0.29, 28), InlineData(4, 0.25, 1), InlineData(7, 1.0, 7)]
    public void Create_Strength_RoundsAsTheReferenceDoes(int steps, double strength, int made) =>
        Assert.Equal(made, SamplingPlan.Create(Plans.Latent(SamplerKind.Ddim), new SamplingOptions { Steps = steps, Strength = strength }).Steps.Count);

    [Fact]
    public void Start_FullStrength_IsNoiseAndBelowItIsTheNoisedPicture()
    {
        var noise = new FloatImage(1, new PixelSize(3, 2));
        var clean = new FloatImage(1, noise.Size);
        Array.Fill(noise.Values, 1f);
        Array.Fill(clean.Values, 10f);
        SchedulerConfig config = Plans.Latent(SamplerKind.Euler);
        SamplingPlan full = SamplingPlan.Create(config, new SamplingOptions { Steps = 10 });
        SamplingPlan part = SamplingPlan.Create(config, new SamplingOptions { Steps = 10, Strength = 0.5 });

        Assert.All(full.Start(null, noise).Values, value => Assert.Equal(full.InitialScale, value, 1e-5));
        Assert.All(part.Start(clean, noise).Values, value => Assert.Equal(10 + part.Steps[0].At.Sigma, value, 1e-5));
    }

    [Theory]
    [InlineData(0, 1, 0, "Steps is 0, must be 1 to 1000")]
    [InlineData(1001, 1, 0, "Steps is 1001")]
    [InlineData(10, 0, 0, "Strength is 0")]
    [InlineData(10, 1.01, 0, "Strength is 1.01")]
    [InlineData(10, double.NaN, 0, "Strength is NaN")]
    [InlineData(10, 0.05, 0, "Strength 0.05 of 10 steps leaves no step; use at least 20 steps")]
    [InlineData(10, 1, 1.5, "Eta is 1.5")]
    public void Create_OptionsOutOfRange_AreRefusedWithTheRange(int steps, double strength, double eta, string message)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => SamplingPlan.Create(
            Plans.Latent(SamplerKind.Ddim), new SamplingOptions { Steps = steps, Strength = strength, Eta = eta }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_MoreStepsThanAModelWasDistilledOn_IsRefused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => SamplingPlan.Create(Plans.Latent(SamplerKind.Lcm), new SamplingOptions { Steps = 51 }));

        Assert.Contains("51 of 50 original steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoiseFromNothingButNoise_IsRefusedAndVelocityIsNot()
    {
        SchedulerConfig config = Plans.Latent(SamplerKind.Ddim) with
        {
            Betas = Plans.LatentBetas with { HasZeroTerminalSnr = true },
            Spacing = new SpacingOptions { Timesteps = TimestepSpacing.Trailing },
        };
        var options = new SamplingOptions { Steps = 5 };

        Assert.Contains("v_prediction", Assert.Throws<NotSupportedException>(() => SamplingPlan.Create(config, options)).Message, StringComparison.Ordinal);
        Assert.Equal(0, SamplingPlan.Create(config with { Prediction = PredictionType.Velocity }, options).Steps[0].At.Alpha);
    }

    [Theory, InlineData(0, 3), InlineData(3, 0)]
    public void Create_JumpsOfNothing_AreRefused(int length, int resamples) => Assert.Throws<ArgumentOutOfRangeException>(() => SamplingPlan.Create(
        Plans.Latent(SamplerKind.RePaint), new SamplingOptions { Steps = 10, Jumps = new RePaintJumps(length, resamples) }));

    [Fact]
    public void Create_StochasticFromAConfiguration_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => SamplingPlan.Create(SchedulerDefaults.For(SamplerKind.Stochastic), new SamplingOptions()));

    [Theory]
    [InlineData(2, 7, false, "1 2 1 2 1 2 1")]
    [InlineData(2, 6, false, "1 2 1 2 1 1")]
    [InlineData(3, 9, false, "1 2 3 1 2 3 1 2 1")]
    [InlineData(3, 8, false, "1 2 3 1 2 3 1 1")]
    [InlineData(3, 7, false, "1 2 3 1 2 3 1")]
    [InlineData(1, 3, false, "1 1 1")]
    [InlineData(2, 6, true, "1 2 1 2 1 2")]
    [InlineData(3, 9, true, "1 2 3 1 2 3 1 2 3")]
    public void Create_Singlestep_TakesItsOrdersInBlocks(int order, int steps, bool endsAboveZero, string expected)
    {
        SchedulerConfig config = Plans.Latent(SamplerKind.DpmSinglestep);
        config = config with
        {
            Solver = config.Solver with { Order = order },
            Spacing = config.Spacing with { Final = endsAboveZero ? FinalSigma.SigmaMin : FinalSigma.Zero },
        };

        Assert.Equal(expected, string.Join(' ', SamplingPlan.Create(config, new SamplingOptions { Steps = steps }).Steps.Select(s => s.Order)));
    }

    [Theory]
    [InlineData(SamplerKind.DpmMultistep, 3, 10, "3 3 3 3 3 3 3 3 2 1")]
    [InlineData(SamplerKind.DpmMultistep, 3, 16, "3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 1")]
    [InlineData(SamplerKind.UniPc, 3, 5, "3 3 3 2 1")]
    public void Create_Multistep_LowersTheOrderTowardsTheEnd(SamplerKind kind, int order, int steps, string expected)
    {
        SchedulerConfig config = Plans.Latent(kind);
        config = config with { Solver = config.Solver with { Order = order } };

        Assert.Equal(expected, string.Join(' ', SamplingPlan.Create(config, new SamplingOptions { Steps = steps }).Steps.Select(s => s.Order)));
    }

    [Theory]
    [InlineData(SamplerKind.Euler, SigmaSpacing.Karras)]
    [InlineData(SamplerKind.Lms, SigmaSpacing.Exponential)]
    [InlineData(SamplerKind.DpmMultistep, SigmaSpacing.Exponential)]
    [InlineData(SamplerKind.UniPc, SigmaSpacing.Karras)]
    public void Create_BoundsOfTheLevels_AreKept(SamplerKind kind, SigmaSpacing sigmas)
    {
        SchedulerConfig config = Plans.Latent(kind) with
        {
            Spacing = new SpacingOptions { Timesteps = TimestepSpacing.Linspace, Sigmas = sigmas, SigmaMin = 0.2, SigmaMax = 8, Final = FinalSigma.SigmaMin },
        };
        SamplingPlan plan = SamplingPlan.Create(config, new SamplingOptions { Steps = 6 });

        Assert.Equal(8, plan.Steps[0].At.Ratio, 1e-6);
        Assert.Equal(0.2, plan.Steps[^1].At.Ratio, 1e-6);
        Assert.True(plan.Steps[^1].To.Ratio > 0);
    }

    [Fact]
    public void Create_LogLinear_EndsOnTheSmallestLevel()
    {
        SchedulerConfig config = Plans.Latent(SamplerKind.Euler) with
        {
            Spacing = new SpacingOptions { Timesteps = TimestepSpacing.Linspace, Sigmas = SigmaSpacing.LogLinear },
        };
        SamplingPlan plan = SamplingPlan.Create(config, new SamplingOptions { Steps = 4 });
        double[] logs = [.. plan.Steps.Select(s => Math.Log(s.At.Sigma)), Math.Log(plan.Steps[^1].To.Sigma)];

        Assert.Equal(0.0291675, plan.Steps[^1].To.Sigma, 1e-6);
        Assert.All(logs.Zip(logs.Skip(1)), pair => Assert.Equal((logs[^1] - logs[0]) / 4, pair.Second - pair.First, 1e-5));
    }

    [Fact]
    public void Create_StepsWithoutCorrector_AreThoseAfterTheNamedOnes()
    {
        SchedulerConfig config = Plans.Latent(SamplerKind.UniPc);
        config = config with { Solver = config.Solver with { Uncorrected = [0, 4] } };

        // Named by their place in the full run, of which a weaker one leaves the first ones out.
        SamplingPlan full = SamplingPlan.Create(config, new SamplingOptions { Steps = 6 });
        SamplingPlan part = SamplingPlan.Create(config, new SamplingOptions { Steps = 6, Strength = 0.5 });

        Assert.Equal([1, 5], full.Steps.Where(s => s.IsUncorrected).Select(s => s.Index));
        Assert.Equal([2], part.Steps.Where(s => s.IsUncorrected).Select(s => s.Index));
    }
}
