namespace Infill.Diffusion.Schedules;

/// <summary>What a key that a scheduler_config.json leaves out means: the constructor defaults of diffusers 0.42, class by class.</summary>
public static class SchedulerDefaults
{
    private static readonly BetaOptions LatentBetas = new() { Start = 0.00085, End = 0.012 };
    private static readonly ClipOptions Clipped = new() { Kind = ClipKind.Range };
    private static readonly SpacingOptions Linspace = new() { Timesteps = TimestepSpacing.Linspace };

    /// <summary>The configuration of a sampler without any keys.</summary>
    /// <param name="kind">Its class.</param>
    public static SchedulerConfig For(SamplerKind kind)
    {
        var config = new SchedulerConfig { Kind = kind };
        return kind switch
        {
            SamplerKind.Ddim or SamplerKind.Ddpm or SamplerKind.RePaint => config with { Clip = Clipped },
            SamplerKind.Pndm => config with { Spacing = new SpacingOptions { EndsOnAlphaOne = false } },
            SamplerKind.Heun => config with { Betas = LatentBetas, Spacing = Linspace },
            SamplerKind.Lcm or SamplerKind.Tcd => config with { Betas = LatentBetas with { Schedule = BetaSchedule.ScaledLinear } },
            SamplerKind.DpmSinglestep => config with { Spacing = Linspace, Solver = new SolverOptions { LowersOrderAtEnd = false } },
            SamplerKind.UniPc => config with { Spacing = Linspace, Solver = new SolverOptions { Variant = SolverVariant.Bh2 } },
            SamplerKind.Stochastic => config,
            _ => config with { Spacing = Linspace },
        };
    }
}
