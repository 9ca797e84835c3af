namespace Infill.Masks;

/// <summary>How far and how closely <see cref="EdgeRefine"/> follows a picture's edges.</summary>
public sealed record EdgeRefineOptions
{
    /// <summary>Half the side of the squares in which the picture explains the mask, in pixels, 2–256, default 8: twice as far as the mask may be off.</summary>
    public int RadiusPx { get; init; } = 8;

    /// <summary>Variance of the picture (samples 0…1) below which a difference counts as grain, 1e-6–1, default 0.004, a contrast of 6 %.</summary>
    public double Epsilon { get; init; } = 0.004;
}
