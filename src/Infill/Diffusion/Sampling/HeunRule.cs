using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>Heun's method in σ: an Euler step, then the same step again with the mean of the slopes at both ends.</summary>
/// <remarks>Karras et al. 2022, algorithm 1 without churn. dx/dσ = (x − D)/σ. Each half is one evaluation, so previews and blends see both.</remarks>
internal static class HeunRule
{
    /// <summary>The move after the newest answer; the planned order says which half it is.</summary>
    public static FloatImage Move(Evaluation[] known)
    {
        Evaluation now = known[0];
        double pace = now.Step.To.Sigma - now.Step.From.Sigma;
        if (now.Step.Order == 1)
        {
            return LinearSum.Of((1, now.X), (pace, now.Noise()));
        }

        Evaluation start = known[1];
        return LinearSum.Of((1, start.X), (pace / 2, start.Noise()), (pace / 2, now.Noise()));
    }
}
