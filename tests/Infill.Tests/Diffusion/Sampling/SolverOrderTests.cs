using Infill.Diffusion;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Sampling;

/// <summary>Halving the steps' length must divide the error by 2^order: the law that a wrong coefficient breaks first.</summary>
public sealed class SolverOrderTests
{
    private const double High = 20;
    private const double Low = 0.2;
    private const int Coarse = 24;

    public static TheoryData<SamplerKind, SolverVariant, int, double> Solvers => new()
    {
        { SamplerKind.Ddim, SolverVariant.Midpoint, 1, 1 },
        { SamplerKind.Euler, SolverVariant.Midpoint, 1, 1 },
        { SamplerKind.Heun, SolverVariant.Midpoint, 1, 2 },
        { SamplerKind.Lms, SolverVariant.Midpoint, 1, 2 },
        { SamplerKind.DpmMultistep, SolverVariant.Midpoint, 1, 1 },
        { SamplerKind.DpmMultistep, SolverVariant.Midpoint, 2, 2 },
        { SamplerKind.DpmMultistep, SolverVariant.Heun, 2, 2 },
        { SamplerKind.DpmMultistep, SolverVariant.Midpoint, 3, 2 },
        { SamplerKind.DpmSinglestep, SolverVariant.Midpoint, 2, 2 },
        { SamplerKind.DpmSinglestep, SolverVariant.Heun, 2, 2 },
        { SamplerKind.DpmSinglestep, SolverVariant.Midpoint, 3, 3 },
        { SamplerKind.DpmSinglestep, SolverVariant.Heun, 3, 3 },
        { SamplerKind.UniPc, SolverVariant.Bh1, 2, 2.5 },
        { SamplerKind.UniPc, SolverVariant.Bh2, 2, 2.5 },
        { SamplerKind.UniPc, SolverVariant.Bh2, 3, 2.5 },
    };

    [Theory, MemberData(nameof(Solvers))]
    public void Run_TwiceTheSteps_ConvergesWithTheSolversOrder(SamplerKind kind, SolverVariant variant, int order, double least)
    {
        double measured = Order(kind, variant, order, n => Plans.Exponential(High, Low, n));

        // A third below: the coarse runs are not yet in the limit. Above: the errors of two orders may cancel.
        Assert.InRange(measured, least - 0.33, double.PositiveInfinity);
    }

    [Fact]
    public void Run_PlmsOnEvenLevels_ConvergesWithSecondOrderAtLeast()
    {
        // Its weights take the levels as evenly spaced; the first move, of second order, bounds the whole.
        double measured = Order(SamplerKind.Pndm, SolverVariant.Midpoint, 1, n => [.. Enumerable.Range(0, n + 1).Select(i => High - ((High - Low) * i / n))]);

        Assert.InRange(measured, 2, double.PositiveInfinity);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Run_LmsOnAPolynomialSlope_IsExactUpToItsDegree(int slopes)
    {
        // dx/dσ = σ^(slopes − 1): D = x − σ·slope. The last move of a run of that many steps integrates it exactly.
        double[] sigmas = [.. Plans.Exponential(3, 1, slopes)];
        var denoiser = new RecordingDenoiser
        {
            Answer = (x, at) =>
            {
                FloatImage answer = x.Clone();
                answer.Values[0] -= (float)(at.Level.Sigma * Math.Pow(at.Level.Sigma, slopes - 1));
                return answer;
            },
        };
        SamplingPlan plan = Plans.Over(Plans.Latent(SamplerKind.Lms), sigmas);
        var state = new SamplerState(new FloatImage(1, new PixelSize(1, 1)));
        var job = new SamplerJob(plan, denoiser, new TorchNoise(0));
        for (int i = 0; i + 1 < slopes; i++)
        {
            state = Sampler.Step(job, state, TestContext.Current.CancellationToken);
        }

        double before = state.X.Values[0];
        state = Sampler.Step(job, state, TestContext.Current.CancellationToken);

        double exact = (Math.Pow(sigmas[slopes], slopes) - Math.Pow(sigmas[slopes - 1], slopes)) / slopes;
        Assert.Equal(exact, state.X.Values[0] - before, 1e-5 * Math.Pow(3, slopes));
    }

    private static double Order(SamplerKind kind, SolverVariant variant, int order, Func<int, double[]> ratios)
    {
        SchedulerConfig config = Plans.Latent(kind) with { Solver = new SolverOptions { Order = order, Variant = variant } };
        double Error(int steps)
        {
            SamplingPlan plan = Plans.Over(config, ratios(steps), order);
            NoiseLevel from = plan.Steps[0].At;
            double x = (from.Alpha * 8) + from.Sigma;
            return Math.Abs(Plans.RunOne(plan, x) - GaussianDenoiser.Flow(x, from, plan.Steps[^1].To));
        }

        return Math.Log2(Error(Coarse) / Error(2 * Coarse));
    }
}
