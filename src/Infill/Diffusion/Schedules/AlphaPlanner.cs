namespace Infill.Diffusion.Schedules;

/// <summary>Plans of the samplers that step from training step to training step in ᾱ: DDIM, DDPM and PNDM.</summary>
internal static class AlphaPlanner
{
    public static SamplingPlan Plan(SchedulerConfig config, SamplingOptions options)
    {
        var table = new NoiseTable(config.Betas, isTerminalClamped: false);
        int pace = table.Count / options.Steps;
        int[] timesteps = [.. TimestepGrid.Build(config.Spacing, (table.Count, table.Count), options.Steps, leavesOutLast: false)
            .Select(t => (int)Math.Round(t))];
        if (config.Kind == SamplerKind.Pndm && timesteps.Length > 1)
        {
            // The second evaluation redoes the first move with the mean of both slopes, and the third starts where it ended.
            timesteps = [timesteps[0], timesteps[1], .. timesteps[1..]];
        }

        timesteps = timesteps[PlanChecks.StepsLeftOut(options)..];
        NoiseLevel final = config.Kind == SamplerKind.Ddpm || config.Spacing.EndsOnAlphaOne ? NoiseLevel.OfAlphaBar(1) : table.Level(0);
        NoiseLevel Level(int timestep) => timestep >= 0 ? table.Level(Math.Min(timestep, table.Count - 1)) : final;
        PlanStep Step(int i)
        {
            int t = timesteps[i];
            return config.Kind switch
            {
                SamplerKind.Ddpm => new PlanStep(Level(t), i + 1 < timesteps.Length ? Level(timesteps[i + 1]) : final),
                SamplerKind.Pndm when i == 1 => new PlanStep(Level(t), Level(t + pace), Level(t)),
                _ => new PlanStep(Level(t), Level(t - pace)),
            };
        }

        return new SamplingPlan
        {
            Config = config,
            Steps = [.. Enumerable.Range(0, timesteps.Length).Select(i => Step(i) with { Index = i })],
            Eta = options.Eta ?? 0,
        };
    }
}
