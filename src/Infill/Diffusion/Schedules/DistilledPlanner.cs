namespace Infill.Diffusion.Schedules;

/// <summary>Plans of the few-step samplers, which pick their steps from the schedule that the model was distilled on: LCM and TCD.</summary>
internal static class DistilledPlanner
{
    // Zheng et al. 2024, table 5: γ = 0.3 is the reference's default.
    private const double DefaultTcdEta = 0.3;

    public static SamplingPlan Plan(SchedulerConfig config, SamplingOptions options)
    {
        var table = new NoiseTable(config.Betas, isTerminalClamped: false);
        int[] timesteps = [.. Timesteps(config, table.Count, options.Steps).Skip(PlanChecks.StepsLeftOut(options))];
        double eta = config.Kind == SamplerKind.Tcd ? options.Eta ?? DefaultTcdEta : 0;
        PlanStep[] steps = new PlanStep[timesteps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            bool isLast = i + 1 == steps.Length;
            int next = isLast ? 0 : timesteps[i + 1];
            NoiseLevel via = table.Level((int)MathF.Floor((float)(1 - eta) * next));
            NoiseLevel to = !isLast ? table.Level(next) : config.Kind == SamplerKind.Tcd ? via : NoiseLevel.OfAlphaBar(1);
            steps[i] = new PlanStep(table.Level(timesteps[i]), to) { Index = i, Via = via };
        }

        return new SamplingPlan { Config = config, Steps = steps, Eta = eta };
    }

    private static IEnumerable<int> Timesteps(SchedulerConfig config, int trained, int steps)
    {
        int original = config.Spacing.OriginalSteps;
        if (original < 1 || original > trained || steps > original)
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps),
                $"Steps is {steps} of {original} original steps; it must be at most that, and those 1 to the {trained} that the model was trained with.");
        }

        int pace = trained / original;
        double skip = original / (double)steps;
        return Enumerable.Range(0, steps).Select(i => ((original - (int)Math.Floor(i * skip)) * pace) - 1);
    }
}
