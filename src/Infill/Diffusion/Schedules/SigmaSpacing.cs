namespace Infill.Diffusion.Schedules;

/// <summary>Where the noise levels of a run come from.</summary>
public enum SigmaSpacing
{
    /// <summary>The levels of the visited training steps.</summary>
    Timesteps,

    /// <summary>σ^(1/7) in a straight line: Karras et al. 2022, equation 5.</summary>
    Karras,

    /// <summary>ln σ in a straight line.</summary>
    Exponential,

    /// <summary>λ in a straight line, as Lu et al. 2022 use it; the same levels as <see cref="Exponential"/>, with rounded timesteps.</summary>
    Lu,

    /// <summary>ln σ in a straight line over one level more than there are steps, timesteps as spaced.</summary>
    LogLinear,
}
