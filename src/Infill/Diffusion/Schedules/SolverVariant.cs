namespace Infill.Diffusion.Schedules;

/// <summary>Form of a second-order solver's correction.</summary>
public enum SolverVariant
{
    /// <summary>DPM-Solver++, midpoint.</summary>
    Midpoint,

    /// <summary>DPM-Solver++, Heun.</summary>
    Heun,

    /// <summary>UniPC with B(h) = h.</summary>
    Bh1,

    /// <summary>UniPC with B(h) = eʰ − 1.</summary>
    Bh2,
}
