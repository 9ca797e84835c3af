using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>Pseudo linear multistep (PNDM without its Runge–Kutta start): Adams–Bashforth on what the network gave, then DDIM's move.</summary>
/// <remarks>Liu et al. 2022, "Pseudo Numerical Methods for Diffusion Models on Manifolds", equations 11 and 12. The first move is made twice, the second
/// time with the mean of the outputs at both its ends, which then counts for nothing more. The outputs are combined before they become noise,
/// which matters for v-prediction.</remarks>
internal static class PlmsRule
{
    private static readonly double[][] Weights =
    [
        [1], [3 / 2.0, -1 / 2.0], [23 / 12.0, -16 / 12.0, 5 / 12.0], [55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0],
    ];

    /// <summary>The move after the newest answer.</summary>
    public static FloatImage Move(SamplingPlan plan, Evaluation[] known)
    {
        Evaluation now = known[0];
        bool isRedone = now.Step.Index == 1;
        Evaluation[] used = isRedone ? known[..2] : [.. known.Where(e => e.Step.Index != 1).Take(Weights.Length)];
        double[] weights = isRedone ? [0.5, 0.5] : Weights[used.Length - 1];
        PredictionType type = plan.Config.Prediction;
        FloatImage output = LinearSum.Of(
            [.. used.Zip(weights, (e, w) => (w, Prediction.FromClean(e.Clean, e.X, e.Step.At, type)))]);

        FloatImage x = isRedone ? known[1].X : now.X;
        NoiseLevel from = now.Step.From;
        NoiseLevel to = now.Step.To;
        FloatImage clean = Prediction.ToClean(output, x, from, type);
        return LinearSum.Of((to.Alpha, clean), (to.Sigma, Prediction.Noise(clean, x, from)));
    }
}
