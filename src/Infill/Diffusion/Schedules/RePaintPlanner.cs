namespace Infill.Diffusion.Schedules;

/// <summary>Plans of RePaint: down the schedule with jumps back up, Lugmayr et al. 2022, section 4.2 and appendix.</summary>
internal static class RePaintPlanner
{
    public static SamplingPlan Plan(SchedulerConfig config, SamplingOptions options)
    {
        RePaintJumps jumps = options.Jumps;
        if (jumps.Length < 1 || jumps.Resamples < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), $"Jumps of length {jumps.Length}, {jumps.Resamples} times; both must be at least 1.");
        }

        var table = new NoiseTable(config.Betas, isTerminalClamped: false);
        int first = options.Steps - PlanChecks.StepsLeftOut(options);
        int pace = table.Count / options.Steps;
        NoiseLevel Level(int place) => place < 0 ? NoiseLevel.OfAlphaBar(1) : table.Level(place * pace);
        List<PlanStep> steps = [];
        int last = first;
        foreach (int place in Places(first, jumps))
        {
            bool goesDown = place < last;

            // The β that the reference takes are those above the level that a jump starts from, one jump's pace too high.
            double[] betas = goesDown ? [] : [.. Enumerable.Range(last * pace, pace).Select(table.Beta)];
            PlanStep step = goesDown ? new PlanStep(Level(place), Level(place - 1)) : new PlanStep(Level(last - 1), Level(last));
            steps.Add(step with { Index = first - 1 - (goesDown ? place : last), Betas = betas });
            last = place;
        }

        return new SamplingPlan { Config = config, Steps = steps, Count = first, Eta = options.Eta ?? config.Eta };
    }

    // Places in the schedule, 0 the lowest: going down, and from each multiple of the length up by the length as often as is asked.
    private static IEnumerable<int> Places(int count, RePaintJumps jumps)
    {
        Dictionary<int, int> left = [];
        for (int place = 0; place < count - jumps.Length; place += jumps.Length)
        {
            left[place] = jumps.Resamples - 1;
        }

        for (int place = count - 1; place >= 0; place--)
        {
            yield return place;
            if (left.GetValueOrDefault(place) > 0)
            {
                left[place]--;
                for (int up = 0; up < jumps.Length; up++)
                {
                    yield return ++place;
                }
            }
        }
    }
}
