namespace Infill.Diffusion.Schedules;

/// <summary>The training noise: β of every training step.</summary>
public sealed record BetaOptions
{
    /// <summary>Training steps T, 1–100,000.</summary>
    public int Timesteps { get; init; } = 1000;

    /// <summary>β of step 0, in 0…1.</summary>
    public double Start { get; init; } = 0.0001;

    /// <summary>β of step T − 1, in 0…1.</summary>
    public double End { get; init; } = 0.02;

    /// <summary>Course between both.</summary>
    public BetaSchedule Schedule { get; init; } = BetaSchedule.Linear;

    /// <summary>β of every step; if given, it replaces all of the above but T.</summary>
    public IReadOnlyList<double>? Trained { get; init; }

    /// <summary>Rescales ᾱ so that the last step is noise only: Lin et al. 2023, algorithm 1.</summary>
    public bool HasZeroTerminalSnr { get; init; }
}
