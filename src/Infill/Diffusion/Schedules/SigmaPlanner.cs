namespace Infill.Diffusion.Schedules;

/// <summary>Plans of the samplers that work on Karras' σ, whose state is clean + σ·n: Euler, Euler ancestral, Heun and LMS.</summary>
internal static class SigmaPlanner
{
    public static SamplingPlan Plan(SchedulerConfig config, SamplingOptions options)
    {
        var table = new NoiseTable(config.Betas, isTerminalClamped: true);
        NoiseLevel[] levels = Levels(config, table, options.Steps);
        PlanStep[] steps = [.. config.Kind == SamplerKind.Heun ? HeunSteps(levels) : levels.Zip(levels.Skip(1), (a, b) => new PlanStep(a, b))];
        double highest = levels.Max(level => level.Sigma);
        int leftOut = PlanChecks.StepsLeftOut(options) * (config.Kind == SamplerKind.Heun ? 2 : 1);
        return new SamplingPlan
        {
            Config = config,
            Steps = [.. steps.Skip(leftOut).Select((step, i) => step with { Index = i })],

            // Leading spacing starts below the last training step, where the state still holds a picture of unit variance.
            InitialScale = config.Spacing.Timesteps == TimestepSpacing.Leading ? Math.Sqrt((highest * highest) + 1) : highest,
        };
    }

    private static NoiseLevel[] Levels(SchedulerConfig config, NoiseTable table, int steps)
    {
        SpacingOptions spacing = config.Spacing;
        double[] timesteps = [.. TimestepGrid.Build(spacing, (table.Count, table.Count), steps, leavesOutLast: false).Select(t => (double)(float)t)];
        double[] sigmas = [.. timesteps.Select(table.Sigma)];
        double final = spacing.Final == FinalSigma.SigmaMin ? table.SigmaMin : 0;
        double lowest = spacing.SigmaMin ?? sigmas[^1];
        double highest = spacing.SigmaMax ?? sigmas[0];
        switch (spacing.Sigmas)
        {
            case SigmaSpacing.Karras:
                sigmas = SigmaGrid.Karras(lowest, highest, steps);
                timesteps = [.. sigmas.Select(table.Timestep)];
                break;
            case SigmaSpacing.Exponential or SigmaSpacing.Lu:
                sigmas = SigmaGrid.Exponential(lowest, highest, steps);
                timesteps = [.. sigmas.Select(table.Timestep)];
                break;
            case SigmaSpacing.LogLinear:
                double[] line = SigmaGrid.Exponential(table.SigmaMin, table.SigmaMax, steps + 1);
                (sigmas, final) = (line[..steps], line[steps]);
                break;
            default:
                break;
        }

        return [.. sigmas.Zip(timesteps, (sigma, t) => NoiseLevel.OfSigma((float)sigma, (float)t)), NoiseLevel.OfSigma((float)final)];
    }

    // Each step asks twice: at its start, and where Euler's step from there ends. The step to σ = 0 has no second slope.
    private static IEnumerable<PlanStep> HeunSteps(NoiseLevel[] levels)
    {
        for (int i = 0; i + 1 < levels.Length; i++)
        {
            yield return new PlanStep(levels[i], levels[i + 1]);
            if (i + 2 < levels.Length)
            {
                yield return new PlanStep(levels[i + 1], levels[i], levels[i + 1]) { Order = 2 };
            }
        }
    }
}
