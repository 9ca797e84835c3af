namespace Infill.Diffusion.Schedules;

/// <summary>Which training steps a run of N steps visits: table 2 of Lin et al. 2023.</summary>
public enum TimestepSpacing
{
    /// <summary>N evenly spaced ones, the first and the last included.</summary>
    Linspace,

    /// <summary>Multiples of T/N from 0, plus an offset: the last training step is never visited.</summary>
    Leading,

    /// <summary>Steps of T/N down from the last one.</summary>
    Trailing,
}
