namespace Infill.Diffusion.Schedules;

/// <summary>Variance of DDPM's noise: Ho et al. 2020, section 3.2.</summary>
public enum VarianceType
{
    /// <summary>That of the posterior, (1 − ᾱ′)/(1 − ᾱ)·β.</summary>
    FixedSmall,

    /// <summary>β.</summary>
    FixedLarge,
}
