namespace Infill.Diffusion.Schedules;

/// <summary>Which levels a run visits.</summary>
public sealed record SpacingOptions
{
    /// <summary>Rule for the training steps.</summary>
    public TimestepSpacing Timesteps { get; init; } = TimestepSpacing.Leading;

    /// <summary>Added to every training step of <see cref="TimestepSpacing.Leading"/>; 1 for the Stable Diffusion family.</summary>
    public int Offset { get; init; }

    /// <summary>Rule for σ, in the samplers that work on σ.</summary>
    public SigmaSpacing Sigmas { get; init; } = SigmaSpacing.Timesteps;

    /// <summary>Smallest σ of Karras and exponential levels; null takes the smallest of the visited (Euler, Heun, LMS) or of all.</summary>
    public double? SigmaMin { get; init; }

    /// <summary>Largest σ of Karras and exponential levels; null as for <see cref="SigmaMin"/>.</summary>
    public double? SigmaMax { get; init; }

    /// <summary>Where the σ-based samplers end.</summary>
    public FinalSigma Final { get; init; } = FinalSigma.Zero;

    /// <summary>Ends DDIM, PNDM, LCM and TCD on ᾱ = 1; otherwise they end on the level of training step 0.</summary>
    public bool EndsOnAlphaOne { get; init; } = true;

    /// <summary>Length of the schedule that LCM and TCD were distilled on and pick their steps from.</summary>
    public int OriginalSteps { get; init; } = 50;
}
