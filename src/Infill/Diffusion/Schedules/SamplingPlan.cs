using Infill.Imaging;

namespace Infill.Diffusion.Schedules;

/// <summary>Everything that is fixed before a run: which levels it visits, in which order, and how the state is scaled.</summary>
/// <remarks>Pure numbers: a plan holds no state, can be printed, and serves any number of runs.</remarks>
public sealed record SamplingPlan
{
    /// <summary>The model's configuration.</summary>
    public required SchedulerConfig Config { get; init; }

    /// <summary>Evaluations in their order; at least one.</summary>
    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>Factor on unit noise that gives the first state of a run of strength 1.</summary>
    public double InitialScale { get; init; } = 1;

    /// <summary>Evaluations, jumps back not counted: what <see cref="DenoiseStep.Count"/> says.</summary>
    public int Count { get; init; }

    /// <summary>A run of strength 1 starts from noise alone.</summary>
    public bool StartsFromNoise { get; init; } = true;

    /// <summary>Randomness of DDIM, RePaint and TCD.</summary>
    public double Eta { get; init; }

    /// <summary>Plans a run.</summary>
    /// <param name="config">The model's scheduler, or another one with the model's training noise.</param>
    /// <param name="options">Steps, strength and randomness.</param>
    /// <exception cref="ArgumentOutOfRangeException">The steps, strength, randomness or jumps are out of range for this model.</exception>
    /// <exception cref="NotSupportedException">The configuration is for something that this sampler cannot do.</exception>
    public static SamplingPlan Create(SchedulerConfig config, SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        PlanChecks.Require(config, options);
        SamplingPlan plan = config.Kind switch
        {
            SamplerKind.Ddim or SamplerKind.Ddpm or SamplerKind.Pndm => AlphaPlanner.Plan(config, options),
            SamplerKind.Lcm or SamplerKind.Tcd => DistilledPlanner.Plan(config, options),
            SamplerKind.RePaint => RePaintPlanner.Plan(config, options),
            SamplerKind.DpmMultistep or SamplerKind.DpmSinglestep or SamplerKind.UniPc => SolverPlanner.Plan(config, options),
            SamplerKind.Stochastic => throw new NotSupportedException(
                "Stochastic sampling has no training steps; make its plan from noise levels (SamplingPlan.Stochastic)."),
            _ => SigmaPlanner.Plan(config, options),
        };
        plan = plan with { StartsFromNoise = options.Strength >= 1, Count = plan.Count == 0 ? plan.Steps.Count : plan.Count };
        PlanChecks.RequireSignal(plan);
        return plan;
    }

    /// <summary>Plans stochastic multistep sampling: x ← D(x; σ_t) + σ_{t+1}·n, the last estimate without noise.</summary>
    /// <param name="sigmas">Noise levels, highest first, at least one.</param>
    /// <remarks>Song et al. 2023, "Consistency Models", algorithm 1 (with the unclipped noise level): nothing of an earlier n survives
    /// but what the denoiser chose because of it.</remarks>
    public static SamplingPlan Stochastic(ReadOnlySpan<float> sigmas)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sigmas.Length);
        PlanStep[] steps = new PlanStep[sigmas.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            NoiseLevel to = NoiseLevel.OfSigma(i + 1 < steps.Length ? sigmas[i + 1] : 0);
            steps[i] = new PlanStep(NoiseLevel.OfSigma(sigmas[i]), to) { Index = i };
        }

        return new SamplingPlan
        {
            Config = SchedulerDefaults.For(SamplerKind.Stochastic),
            Steps = steps,
            Count = steps.Length,
            StartsFromNoise = false,
        };
    }

    /// <summary>The state that a run starts with.</summary>
    /// <param name="clean">The picture; not read by a run that starts from noise, and then it may be null.</param>
    /// <param name="noise">Unit noise of the state's shape.</param>
    public FloatImage Start(FloatImage? clean, FloatImage noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return StartsFromNoise ? LinearSum.Of((InitialScale, noise)) : Noised(clean!, noise, 0);
    }

    /// <summary>A picture with the noise of one evaluation: α·clean + σ·noise.</summary>
    /// <param name="clean">The picture.</param>
    /// <param name="noise">Unit noise of its shape.</param>
    /// <param name="index">Evaluation.</param>
    public FloatImage Noised(FloatImage clean, FloatImage noise, int index)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(noise);
        NoiseLevel level = Steps[index].At;
        return LinearSum.Of((level.Alpha, clean), (level.Sigma, noise));
    }
}
