namespace Infill.Diffusion.Schedules;

/// <summary>What a model's scheduler_config.json says, in our terms. Defaults per sampler: <see cref="SchedulerDefaults"/>.</summary>
public sealed record SchedulerConfig
{
    /// <summary>How the run steps.</summary>
    public SamplerKind Kind { get; init; } = SamplerKind.Ddim;

    /// <summary>What the network gives.</summary>
    public PredictionType Prediction { get; init; } = PredictionType.Epsilon;

    /// <summary>Training noise.</summary>
    public BetaOptions Betas { get; init; } = new();

    /// <summary>Levels of a run.</summary>
    public SpacingOptions Spacing { get; init; } = new();

    /// <summary>Range of the clean estimate.</summary>
    public ClipOptions Clip { get; init; } = new();

    /// <summary>Parameters of the solvers.</summary>
    public SolverOptions Solver { get; init; } = new();

    /// <summary>DDPM's variance.</summary>
    public VarianceType Variance { get; init; } = VarianceType.FixedSmall;

    /// <summary>RePaint's randomness, 0–1; <see cref="SamplingOptions.Eta"/> goes before it.</summary>
    public double Eta { get; init; }

    /// <summary>Factor on the timestep in LCM's boundary condition.</summary>
    public double TimestepScaling { get; init; } = 10;

    /// <summary>The configuration with which the reference's Stable Diffusion 1 and 2 pipelines run: they take every steps offset for an outdated 1.
    /// (They also leave out PNDM's Runge–Kutta start, which no plan here has.) SDXL's pipelines take the configuration as it is.</summary>
    public SchedulerConfig ForStableDiffusion() => this with { Spacing = Spacing with { Offset = 1 } };
}
