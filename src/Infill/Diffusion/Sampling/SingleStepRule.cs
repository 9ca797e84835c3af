using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>Rules that need the newest answer only. All are one formula with another share of fresh noise s:
/// x′ = α′·D + √(σ′² − s²)·ε + s·z.</summary>
/// <remarks>Legend (for every rule): x the state, D the clean estimate, ε = (x − α·D)/σ its noise, z fresh noise;
/// α, σ the level that the state leaves, α′, σ′ the one that it reaches. Song, Meng &amp; Ermon 2021, equation 12.</remarks>
internal static class SingleStepRule
{
    /// <summary>DDIM: s = η·σ′·√(1 − (ρ′/ρ)²) with Karras' ratios ρ = σ/α.</summary>
    /// <remarks>For α² + σ² = 1 this is η·√((1 − ᾱ′)/(1 − ᾱ)·(1 − ᾱ/ᾱ′)), Song et al. equation 16. On a state of scale α = 1 it is Euler's step for
    /// η = 0 (Karras et al. 2022, algorithm 2) and the ancestral step for η = 1 (k-diffusion; s = σ_up). It holds for flow models' states too.</remarks>
    public static FloatImage Ddim(Evaluation now, double eta, StepDraw draw)
    {
        double s = eta * AncestralShare(now.Step);
        FloatImage? z = eta > 0 ? draw.Next() : null;
        return Blend(now, Prediction.Noise(now.Estimate, now.X, now.Step.At), s, z);
    }

    /// <summary>DDPM: the posterior's mean is DDIM's with η = 1 (Ho et al. 2020, equation 7); the variance may be larger.</summary>
    public static FloatImage Ddpm(Evaluation now, VarianceType variance, StepDraw draw)
    {
        NoiseLevel from = now.Step.From;
        NoiseLevel to = now.Step.To;
        double s = AncestralShare(now.Step);
        double ratio = from.Alpha / to.Alpha;
        double added = variance == VarianceType.FixedLarge && from.Timestep > 0 ? Math.Sqrt(1 - (ratio * ratio)) : s;
        FloatImage mean = Blend(now, now.Noise(), s, null);
        return added > 0 ? LinearSum.Of((1, mean), (added, draw.Next())) : mean;
    }

    /// <summary>Full re-noising: s = σ′. The noise that the answer implies is not read, so it may be asked at σ = 0.</summary>
    public static FloatImage Renoise(Evaluation now, StepDraw draw)
    {
        NoiseLevel to = now.Step.To;
        return to.Sigma > 0
            ? LinearSum.Of((to.Alpha, now.Clean), (to.Sigma, draw.Next()))
            : LinearSum.Of((to.Alpha, now.Clean));
    }

    private static FloatImage Blend(Evaluation now, FloatImage epsilon, double s, FloatImage? z)
    {
        NoiseLevel to = now.Step.To;
        double kept = Math.Sqrt(Math.Max(0, (to.Sigma * to.Sigma) - (s * s)));
        return z is null
            ? LinearSum.Of((to.Alpha, now.Clean), (kept, epsilon))
            : LinearSum.Of((to.Alpha, now.Clean), (kept, epsilon), (s, z));
    }

    private static double AncestralShare(PlanStep step)
    {
        // ρ′/ρ without dividing by an α of 0.
        double ratio = step.To.Sigma * step.From.Alpha / (step.To.Alpha * step.From.Sigma);
        return step.To.Sigma * Math.Sqrt(Math.Max(0, 1 - (ratio * ratio)));
    }
}
