namespace Infill.Diffusion.Schedules;

/// <summary>Plans of the solvers in λ, whose state has unit variance: DPM-Solver++ and UniPC.</summary>
internal static class SolverPlanner
{
    // Lu et al. lower the order at the end of runs that are shorter than this.
    private const int LongRun = 15;

    public static SamplingPlan Plan(SchedulerConfig config, SamplingOptions options)
    {
        var table = new NoiseTable(config.Betas, isTerminalClamped: true);
        NoiseLevel[] levels = [.. Levels(config, table, options.Steps).Select(level => level.Normalized())];
        int count = levels.Length - 1;
        int[] orders = Orders(config, count);
        PlanStep Step(int i) => new(levels[i], levels[i + 1])
        {
            Order = levels[i + 1].Sigma == 0 ? 1 : orders[i],
            IsUncorrected = config.Solver.Uncorrected.Contains(i - 1),
        };

        return new SamplingPlan
        {
            Config = config,
            Steps = [.. Enumerable.Range(0, count).Skip(PlanChecks.StepsLeftOut(options)).Select((i, index) => Step(i) with { Index = index })],
        };
    }

    private static NoiseLevel[] Levels(SchedulerConfig config, NoiseTable table, int steps)
    {
        SpacingOptions spacing = config.Spacing;
        (int Trained, int Reached) range = (table.Count, table.CountAbove(config.Solver.LambdaMin));
        double[] timesteps = [.. TimestepGrid.Build(spacing, range, steps, leavesOutLast: true).Select(t => Math.Round(t))];
        double[] sigmas = [.. timesteps.Select(table.Sigma)];
        double lowest = spacing.SigmaMin ?? table.SigmaMin;
        double highest = spacing.SigmaMax ?? table.SigmaMax;
        if (spacing.Sigmas is not SigmaSpacing.Timesteps)
        {
            sigmas = spacing.Sigmas == SigmaSpacing.Karras
                ? SigmaGrid.Karras(lowest, highest, steps)
                : SigmaGrid.Exponential(lowest, highest, steps);
            timesteps = [.. sigmas.Select(sigma => Whole(config, table.Timestep(sigma)))];
        }

        double final = spacing.Final == FinalSigma.Zero ? 0 : spacing.Sigmas is SigmaSpacing.Timesteps ? table.SigmaMin : sigmas[^1];
        return [.. sigmas.Zip(timesteps, (sigma, t) => NoiseLevel.OfSigma((float)sigma, t)), NoiseLevel.OfSigma((float)final)];
    }

    // The reference rounds the timesteps of Karras and Lu levels, and cuts those of all others.
    private static double Whole(SchedulerConfig config, double timestep)
    {
        bool isRounded = config.Spacing.Sigmas is SigmaSpacing.Karras or SigmaSpacing.Lu
            && (config.Kind != SamplerKind.DpmMultistep || config.Betas.Schedule != BetaSchedule.SquaredCosine);
        return isRounded ? Math.Round(timestep) : Math.Truncate(timestep);
    }

    private static int[] Orders(SchedulerConfig config, int count) => config.Kind == SamplerKind.DpmSinglestep
        ? SinglestepOrders(config, count)
        : [.. Enumerable.Range(0, count).Select(i => MultistepOrder(config, i, count))];

    private static int MultistepOrder(SchedulerConfig config, int i, int count)
    {
        SolverOptions solver = config.Solver;
        if (config.Kind == SamplerKind.UniPc)
        {
            return solver.LowersOrderAtEnd ? Math.Min(solver.Order, count - i) : solver.Order;
        }

        bool lowers = solver.LowersOrderAtEnd && count < LongRun;
        return i == count - 1 && (solver.EndsOnEuler || lowers) ? 1
            : i == count - 2 && lowers ? Math.Min(2, solver.Order)
            : solver.Order;
    }

    // Blocks 1, 2, …, order, each redoing the move from its start: Lu et al. 2022, section 4.
    private static int[] SinglestepOrders(SchedulerConfig config, int count)
    {
        int order = config.Solver.Order;
        int[] orders = [.. Enumerable.Range(0, count).Select(i => (i % order) + 1)];
        if (config.Solver.LowersOrderAtEnd || config.Spacing.Final == FinalSigma.Zero)
        {
            // A block that is whole would end on the highest order; one that is cut short ends on a lower one anyway.
            orders[^1] = count % order == 0 || config.Spacing.Final == FinalSigma.Zero ? 1 : orders[^1];
        }

        return orders;
    }
}
