namespace Infill.Diffusion.Schedules;

/// <summary>Parameters of DPM-Solver++ and UniPC.</summary>
public sealed record SolverOptions
{
    /// <summary>Highest order, 1–3.</summary>
    public int Order { get; init; } = 2;

    /// <summary>Solves the stochastic equation ("sde-dpmsolver++"): draws noise at every step.</summary>
    public bool IsStochastic { get; init; }

    /// <summary>Form of the correction.</summary>
    public SolverVariant Variant { get; init; } = SolverVariant.Midpoint;

    /// <summary>Lowers the order towards the end (DPM-Solver++ 2M and 3M: in runs of fewer than 15 steps).</summary>
    public bool LowersOrderAtEnd { get; init; } = true;

    /// <summary>Makes the last step first order.</summary>
    public bool EndsOnEuler { get; init; }

    /// <summary>Steps after which UniPC's corrector does not run.</summary>
    public IReadOnlyList<int> Uncorrected { get; init; } = [];

    /// <summary>Smallest λ = ln(α/σ) of DPM-Solver++; training steps below it are not visited.</summary>
    public double LambdaMin { get; init; } = double.NegativeInfinity;
}
