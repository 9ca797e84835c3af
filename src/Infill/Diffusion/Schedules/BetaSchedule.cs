namespace Infill.Diffusion.Schedules;

/// <summary>How β grows over the training steps.</summary>
public enum BetaSchedule
{
    /// <summary>In a straight line.</summary>
    Linear,

    /// <summary>√β in a straight line: the latent diffusion models' schedule.</summary>
    ScaledLinear,

    /// <summary>So that ᾱ follows a squared cosine: Nichol &amp; Dhariwal 2021, β capped at 0.999.</summary>
    SquaredCosine,
}
