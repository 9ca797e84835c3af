using CsCheck;
using Infill.Diffusion;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Sampling;

public sealed class SamplerTests
{
    private static readonly Gen<SamplerKind> Kinds = Gen.Int[0, Plans.Kinds.Length - 1].Select(i => Plans.Kinds[i]);

    [Fact]
    public void Run_SameSeed_GivesTheSameBitsAndStepByStepToo() => Gen.Select(Kinds, Gen.Int[2, 9]).Sample((kind, steps) =>
    {
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(kind), new SamplingOptions { Steps = steps, Jumps = new RePaintJumps(2, 2) });
        FloatImage start = plan.Start(null, new TorchNoise(1).Draw(2, new PixelSize(4, 3), 0));
        SamplerJob Job() => new(plan, new GaussianDenoiser(), new TorchNoise(2));

        FloatImage once = Sampler.Run(Job(), start, CancellationToken.None);
        SamplerJob again = Job();
        var state = new SamplerState(start);
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            state = Sampler.Step(again, state, CancellationToken.None);
        }

        Assert.Equal(once.Values, state.X.Values);
        Assert.Equal(plan.Steps.Count, state.Index);
    });

    [Fact]
    public void Step_SameStateTwice_GivesTheSame()
    {
        // Nothing of a step stays behind in the sampler: UniPC keeps the most history.
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(SamplerKind.UniPc), new SamplingOptions { Steps = 6 });
        var job = new SamplerJob(plan, new GaussianDenoiser(), new TorchNoise(0));
        var state = new SamplerState(plan.Start(null, new TorchNoise(1).Draw(1, new PixelSize(4, 4), 0)));
        for (int i = 0; i < 3; i++)
        {
            state = Sampler.Step(job, state, TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            Sampler.Step(job, state, TestContext.Current.CancellationToken).X.Values, Sampler.Step(job, state, TestContext.Current.CancellationToken).X.Values);
    }

    [Fact]
    public void Run_AnySampler_AsksOncePerDenoisingStepAtThePlannedLevels() => Gen.Select(Kinds, Gen.Int[2, 12]).Sample((kind, steps) =>
    {
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(kind), new SamplingOptions { Steps = steps, Jumps = new RePaintJumps(1, 2) });
        RecordingDenoiser recorder = RecordingDenoiser.Constant(0.5f);

        _ = Sampler.Run(new SamplerJob(plan, recorder, new TorchNoise(3)), new FloatImage(1, new PixelSize(2, 2)), CancellationToken.None);

        PlanStep[] asked = [.. plan.Steps.Where(s => s.Betas.Count == 0)];
        Assert.Equal(asked.Select(s => new DenoiseStep(s.At, s.Index, plan.Count)), recorder.Asked);
    });

    [Fact]
    public void Run_AnEstimateThatNeverChanges_EndsOnIt() => Gen.Select(Kinds, Gen.Int[1, 20]).Sample((kind, steps) =>
    {
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(kind), new SamplingOptions { Steps = steps });
        var clean = new FloatImage(1, new PixelSize(4, 3));
        Array.Fill(clean.Values, 1.5f);
        FloatImage start = plan.Noised(clean, new TorchNoise(1).Draw(1, clean.Size, 0), 0);

        FloatImage end = Sampler.Run(new SamplerJob(plan, RecordingDenoiser.Constant(1.5f), new TorchNoise(2)), start, CancellationToken.None);

        // What noise the plan leaves is in the state still; LCM mixes a little of the state in, and DDIM's last α is not quite 1.
        double left = plan.Steps[^1].To.Sigma;
        Assert.All(end.Values, value => Assert.InRange(value - (1.5 * plan.Steps[^1].To.Alpha), -1e-3 - (5 * left), 1e-3 + (5 * left)));
    });

    [Fact]
    public void Run_AfterStep_SeesEveryStateAndDecidesWhatFollows()
    {
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(SamplerKind.Euler), new SamplingOptions { Steps = 4 });
        List<int> seen = [];
        RecordingDenoiser recorder = RecordingDenoiser.Constant(0);
        var replaced = new FloatImage(1, new PixelSize(1, 1));
        replaced.Values[0] = 42;
        var job = new SamplerJob(plan, recorder, new TorchNoise(0))
        {
            AfterStep = state =>
            {
                seen.Add(state.Index);
                Assert.NotNull(state.Clean);
                return replaced;
            },
        };

        FloatImage end = Sampler.Run(job, new FloatImage(1, replaced.Size), TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 4], seen);
        Assert.Same(replaced, end);
        Assert.All(recorder.States.Skip(1), state => Assert.Same(replaced, state));
    }

    [Fact]
    public void Run_Cancelled_StopsBeforeTheNextQuestion()
    {
        using var source = new CancellationTokenSource();
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(SamplerKind.Ddim), new SamplingOptions { Steps = 10 });
        RecordingDenoiser recorder = RecordingDenoiser.Constant(0);
        var job = new SamplerJob(plan, recorder, new TorchNoise(0))
        {
            AfterStep = state =>
            {
                if (state.Index == 3)
                {
                    source.Cancel();
                }

                return state.X;
            },
        };

        Assert.Throws<OperationCanceledException>(() => Sampler.Run(job, new FloatImage(1, new PixelSize(1, 1)), source.Token));
        Assert.Equal(3, recorder.Asked.Count);
    }

    [Fact]
    public void Run_SamplersWithoutNoise_LeaveTheSourceAlone() => Gen.Select(Kinds, Gen.Int[2, 6]).Sample((kind, steps) =>
    {
        bool isStochastic = kind is SamplerKind.Ddpm or SamplerKind.EulerAncestral or SamplerKind.Lcm or SamplerKind.Tcd or SamplerKind.RePaint;
        SamplingPlan plan = SamplingPlan.Create(Plans.Latent(kind), new SamplingOptions { Steps = steps });
        var noise = new TorchNoise(5);

        _ = Sampler.Run(new SamplerJob(plan, new GaussianDenoiser(), noise), new FloatImage(1, new PixelSize(4, 4)), CancellationToken.None);

        float[] fresh = new float[4];
        new TorchNoise(5).Normal(fresh);
        float[] next = new float[4];
        noise.Normal(next);
        Assert.Equal(!isStochastic, fresh.AsSpan().SequenceEqual(next));
    });
}
