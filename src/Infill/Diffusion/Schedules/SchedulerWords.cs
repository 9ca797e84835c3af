namespace Infill.Diffusion.Schedules;

/// <summary>What the words of a scheduler_config.json stand for, key by key.</summary>
internal static class SchedulerWords
{
    public static readonly Dictionary<string, PredictionType> Predictions = new()
    {
        ["epsilon"] = PredictionType.Epsilon,
        ["v_prediction"] = PredictionType.Velocity,
        ["sample"] = PredictionType.Sample,
    };

    public static readonly Dictionary<string, VarianceType> Variances = new()
    {
        ["fixed_small"] = VarianceType.FixedSmall,
        ["fixed_small_log"] = VarianceType.FixedSmall,
        ["fixed_large"] = VarianceType.FixedLarge,
    };

    public static readonly Dictionary<string, BetaSchedule> BetaSchedules = new()
    {
        ["linear"] = BetaSchedule.Linear,
        ["scaled_linear"] = BetaSchedule.ScaledLinear,
        ["squaredcos_cap_v2"] = BetaSchedule.SquaredCosine,
    };

    public static readonly Dictionary<string, TimestepSpacing> Spacings = new()
    {
        ["linspace"] = TimestepSpacing.Linspace,
        ["leading"] = TimestepSpacing.Leading,
        ["trailing"] = TimestepSpacing.Trailing,
    };

    public static readonly Dictionary<string, SigmaSpacing> Interpolations = new()
    {
        ["linear"] = SigmaSpacing.Timesteps,
        ["log_linear"] = SigmaSpacing.LogLinear,
    };

    public static readonly Dictionary<string, FinalSigma> Finals = new()
    {
        ["zero"] = FinalSigma.Zero,
        ["sigma_min"] = FinalSigma.SigmaMin,
    };

    /// <summary>Whether the algorithm is stochastic. The first DPM-Solver, which the reference deprecates, is left out.</summary>
    public static readonly Dictionary<string, bool> Algorithms = new()
    {
        ["dpmsolver++"] = false,
        ["sde-dpmsolver++"] = true,
        ["deis"] = false,
    };

    // A word of the other family of solvers, left from an exchanged scheduler, means the default, as in the reference.
    public static readonly Dictionary<string, SolverVariant> DpmVariants = new()
    {
        ["midpoint"] = SolverVariant.Midpoint,
        ["heun"] = SolverVariant.Heun,
        ["logrho"] = SolverVariant.Midpoint,
        ["bh1"] = SolverVariant.Midpoint,
        ["bh2"] = SolverVariant.Midpoint,
    };

    public static readonly Dictionary<string, SolverVariant> UniPcVariants = new()
    {
        ["bh1"] = SolverVariant.Bh1,
        ["bh2"] = SolverVariant.Bh2,
        ["midpoint"] = SolverVariant.Bh2,
        ["heun"] = SolverVariant.Bh2,
        ["logrho"] = SolverVariant.Bh2,
    };
}
