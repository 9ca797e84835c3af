namespace Infill.Cli.Jobs;

/// <summary>Plans the outputs of all jobs of a command before the first one runs.</summary>
internal static class JobPlans
{
    /// <summary>One plan per job.</summary>
    /// <param name="jobs">Their inputs may be missing.</param>
    /// <param name="touches">False for a look that must not even make a temporary file.</param>
    /// <exception cref="CliException">An output cannot be written, two jobs have one output, or an output is another job's input; lists every reason.</exception>
    public static IReadOnlyList<PlannedJob> Make(IReadOnlyList<JobArguments> jobs, bool touches = true)
    {
        if (jobs.Count == 1)
        {
            return [new PlannedJob(jobs[0], OutputPlan.Make(jobs[0], touches))];
        }

        var plans = new List<PlannedJob>();
        var refusals = new List<CliException>();
        foreach (JobArguments job in jobs)
        {
            try
            {
                plans.Add(new PlannedJob(job, OutputPlan.Make(job, touches)));
            }
            catch (CliException refusal)
            {
                refusals.Add(refusal);
            }
        }

        OutputConflicts.RequireNone([.. plans.Select(plan => new JobFiles(plan.Job.Source, PathsOf(plan)))], refusals);
        return plans;
    }

    private static IReadOnlyList<string> PathsOf(PlannedJob plan) => [.. plan.Outputs.Targets.Select(target => target.Path)];
}
