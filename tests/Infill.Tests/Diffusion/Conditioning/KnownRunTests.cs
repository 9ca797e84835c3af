using CsCheck;
using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Conditioning;

/// <summary>Whole runs held to a picture, in both forms.</summary>
public sealed class KnownRunTests
{
    private static readonly PixelSize Size = new(6, 4);
    private static readonly FloatImage Clean = new TorchNoise(21).Draw(4, Size, 0);
    private static readonly FloatImage Noise = new TorchNoise(22).Draw(4, Size, 0);
    private static readonly Gen<SamplerKind> Kinds = Gen.Int[0, Plans.Kinds.Length - 1].Select(i => Plans.Kinds[i]);

    private static readonly Gen<SamplerKind> Smooth =
        Gen.OneOf(Gen.Const(SamplerKind.Ddim), Gen.Const(SamplerKind.Euler), Gen.Const(SamplerKind.DpmMultistep), Gen.Const(SamplerKind.UniPc));

    [Fact]
    public void KnownEstimate_AnySampler_EndsOnThePictureWhereItIsKnown() => Gen.Select(Kinds, Gen.Int[2, 12]).Sample((kind, steps) =>
    {
        SamplingPlan plan = Plan(kind, steps, 1);
        KnownLatents known = Known(MaskSchedule.Constant);

        FloatImage end = Run(plan, new KnownEstimate(new GaussianDenoiser(), known), plan.Start(Clean, Noise));

        NoiseLevel last = plan.Steps[^1].To;
        Assert.All(KnownPlaces(known), i => Assert.Equal(last.Alpha * Clean.Values[i], end.Values[i], 1e-3 + (5 * last.Sigma)));
        Assert.InRange(FreePlaces(known).Average(i => Math.Abs(Clean.Values[i] - end.Values[i])), 0.3, 100);
    });

    [Fact]
    public void KnownEstimate_StartedFromTheNoisedPicture_KeepsItsNoiseAllTheWay() => Gen.Select(Smooth, Gen.Int[3, 12]).Sample((kind, steps) =>
    {
        SamplingPlan plan = Plan(kind, steps, 0.8);
        KnownLatents known = Known(MaskSchedule.Constant);
        var job = new SamplerJob(plan, new KnownEstimate(new GaussianDenoiser(), known), new TorchNoise(0))
        {
            AfterStep = state =>
            {
                NoiseLevel level = plan.Steps[state.Index - 1].To;
                Assert.All(KnownPlaces(known), i =>
                    Assert.Equal((level.Alpha * Clean.Values[i]) + (level.Sigma * Noise.Values[i]), state.X.Values[i], 2e-4 * (1 + level.Sigma)));
                return state.X;
            },
        };

        _ = Sampler.Run(job, plan.Start(Clean, Noise), CancellationToken.None);
    });

    // Where each latent is denoised alone, both forms fill the hole alike, and what is known ends on the picture either way.
    [Fact]
    public void KnownEstimate_AndTheReferencesForm_AreTheSameForAHardMask() => Gen.Select(Smooth, Gen.Int[3, 12]).Sample((kind, steps) =>
    {
        SamplingPlan plan = Plan(kind, steps, 0.8);
        KnownLatents known = Known(MaskSchedule.Constant);
        FloatImage ours = Run(plan, new KnownEstimate(new GaussianDenoiser(), known), plan.Start(Clean, Noise));
        FloatImage reference = Run(plan, new GaussianDenoiser(), plan.Start(Clean, Noise), new KnownState(plan, known, Noise));

        double left = plan.Steps[^1].To.Sigma + (1 - plan.Steps[^1].To.Alpha);
        Assert.All(FreePlaces(known), i => Assert.Equal(reference.Values[i], ours.Values[i], 1e-5f));
        Assert.All(KnownPlaces(known), i => Assert.Equal(reference.Values[i], ours.Values[i], 1e-4 + (4 * left)));
    });

    [Fact]
    public void KnownState_AfterEachStep_HoldsThePictureWithTheNoiseOfTheNextQuestion() => Gen.Select(Kinds, Gen.Int[2, 9]).Sample((kind, steps) =>
    {
        SamplingPlan plan = Plan(kind, steps, 1);
        KnownLatents known = Known(MaskSchedule.Constant);
        if (kind == SamplerKind.RePaint)
        {
            return;
        }

        var recorder = new RecordingDenoiser();
        FloatImage end = Run(plan, recorder, plan.Start(Clean, Noise), new KnownState(plan, known, Noise));

        for (int step = 1; step < plan.Steps.Count; step++)
        {
            FloatImage expected = plan.Noised(Clean, Noise, step);
            Assert.All(KnownPlaces(known), i => Assert.Equal(expected.Values[i], recorder.States[step].Values[i]));
        }

        Assert.All(KnownPlaces(known), i => Assert.Equal(Clean.Values[i], end.Values[i]));
    });

    [Theory, InlineData(false), InlineData(true)]
    public void Run_Differential_FreesALatentOnlyInItsShareOfTheRun(bool isReference)
    {
        SamplingPlan plan = Plan(SamplerKind.Euler, 10, 1);
        KnownLatents known = Known(MaskSchedule.Differential);
        RecordingDenoiser recorder = RecordingDenoiser.Constant(1000);
        List<FloatImage> estimates = [];
        var job = new SamplerJob(plan, isReference ? recorder : new KnownEstimate(recorder, known), new TorchNoise(0))
        {
            AfterStep = state =>
            {
                estimates.Add(isReference ? new KnownState(plan, known, Noise).AfterStep(state) : state.Clean!);
                return estimates[^1];
            },
        };

        _ = Sampler.Run(job, plan.Start(Clean, Noise), TestContext.Current.CancellationToken);

        // The third column has the value 0.3: free for the last 3 of 10 steps. In the state that shows one step earlier, before the question.
        int column = 2;
        int first = estimates.FindIndex(e => isReference
            ? Math.Abs(e.Values[column] - plan.Noised(Clean, Noise, Math.Min(estimates.IndexOf(e) + 1, 9)).Values[column]) > 1e-3
            : e.Values[column] == 1000);
        Assert.Equal(isReference ? 6 : 7, first);
    }

    // 6×4: columns of mask 0, 0, 0.3, 1, 1, 1 (0 for the third one in hard runs).
    private static KnownLatents Known(MaskSchedule schedule)
    {
        var mask = new FloatImage(1, Size);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            int x = i % Size.Width;
            mask.Values[i] = x == 2 && schedule == MaskSchedule.Differential ? 0.3f : x < 3 ? 0f : 1f;
        }

        return new KnownLatents(Clean, mask, schedule);
    }

    private static IEnumerable<int> KnownPlaces(KnownLatents known) => Enumerable.Range(0, Clean.Values.Length).Where(i => known.Mask.Values[i % 24] == 0);

    private static IEnumerable<int> FreePlaces(KnownLatents known) => Enumerable.Range(0, Clean.Values.Length).Where(i => known.Mask.Values[i % 24] == 1);

    private static SamplingPlan Plan(SamplerKind kind, int steps, double strength) => SamplingPlan.Create(
        Plans.Latent(kind), new SamplingOptions { Steps = steps, Strength = strength, Jumps = new RePaintJumps(2, 2) });

    private static FloatImage Run(SamplingPlan plan, IDenoiser denoiser, FloatImage start, KnownState? blend = null) => Sampler.Run(
        new SamplerJob(plan, denoiser, new TorchNoise(5)) { AfterStep = blend is null ? null : blend.AfterStep }, start, CancellationToken.None);
}
