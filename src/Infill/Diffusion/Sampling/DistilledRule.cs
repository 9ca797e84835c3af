using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>The few-step samplers of distilled models.</summary>
internal static class DistilledRule
{
    // Standard deviation of the data in the consistency models' boundary condition.
    private const double DataSigma = 0.5;

    /// <summary>LCM: f = c_skip·x + c_out·D, then full re-noising (Luo et al. 2023, algorithm 3 and section 4.1).</summary>
    /// <remarks>c_skip = σ_d²/((s·t)² + σ_d²), c_out = s·t/√((s·t)² + σ_d²): at t = 0 the state itself is the answer.</remarks>
    public static FloatImage Lcm(Evaluation now, SamplingPlan plan, StepDraw draw)
    {
        double time = now.Step.At.Timestep * plan.Config.TimestepScaling;
        double square = (time * time) + (DataSigma * DataSigma);
        FloatImage denoised = LinearSum.Of((time / Math.Sqrt(square), now.Clean), (DataSigma * DataSigma / square, now.X));
        NoiseLevel to = now.Step.To;
        return to.Sigma > 0 ? LinearSum.Of((to.Alpha, denoised), (to.Sigma, draw.Next())) : denoised;
    }

    /// <summary>TCD: down to a lower level without noise, then noise up to the next one (Zheng et al. 2024, "strategic stochastic sampling", algorithm 4).</summary>
    public static FloatImage Tcd(Evaluation now, SamplingPlan plan, StepDraw draw)
    {
        NoiseLevel via = now.Step.Via;
        FloatImage lower = LinearSum.Of((via.Alpha, now.Estimate), (via.Sigma, Prediction.Noise(now.Estimate, now.X, now.Step.At)));
        double kept = now.Step.To.Alpha / via.Alpha;
        return plan.Eta > 0 && now.Step.To != via
            ? LinearSum.Of((kept, lower), (Math.Sqrt(Math.Max(0, 1 - (kept * kept))), draw.Next()))
            : lower;
    }
}
