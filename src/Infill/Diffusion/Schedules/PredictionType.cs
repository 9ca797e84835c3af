namespace Infill.Diffusion.Schedules;

/// <summary>What a network was trained to give.</summary>
public enum PredictionType
{
    /// <summary>The noise n.</summary>
    Epsilon,

    /// <summary>v = α·n − σ·clean of Salimans &amp; Ho 2022, with α² + σ² = 1.</summary>
    Velocity,

    /// <summary>The clean picture.</summary>
    Sample,
}
