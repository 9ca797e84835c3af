using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>What every dialect says of a job's end: why it is not simply done, and what to do next.</summary>
internal static class JobAdvice
{
    /// <summary>Why the job is not simply done, in sentences, or null.</summary>
    public static string? Reason(Job job) => job.Result switch
    {
        { Problem: JobProblem problem } => problem.Message,
        { State: JobState.Degraded } result => string.Join(' ', result.Outputs.SelectMany(output => ReasonsOf(job, output)).Distinct()),
        _ => null,
    };

    /// <summary>What to do next, or null where there is nothing to do or the job still lives.</summary>
    public static string? NextStep(Job job) => job.State switch
    {
        JobState.Degraded when job.Result!.Outputs.Any(IsDoubted) =>
            job.Spec.Swap is not null ? "Look at the product's edge. A mask closer to the edge, or a little inside it, may do better; so may edges: keep for a mask that is right already."
            : job.Spec.Gate is { Plan: not null } ? "Look at the result where the reason says: no pass of the plan made it better than this. Another mask, plan or engine may do."
            : job.Spec.Gate?.Attempts is null ? "Look at the result where the reason says. Ask again with refine: true or attempts: 3 to let the gate look for a better fill, or with another seed, mask or engine."
            : "Look at the result where the reason says: it is the best of all attempts. Another mask, more context or another engine may do better.",
        JobState.Degraded => "Look at the result with the warnings in mind.",
        JobState.Blocked => "Nothing was written. Send the job again; if it is blocked again, tell whoever runs the server, as kept pixels must never change.",
        JobState.Cancelled or JobState.Expired => "Send it again if it is still wanted.",
        JobState.Failed => "Change what the reason names and send it again.",
        _ => null,
    };

    private static bool IsDoubted(JobOutput output) => output.Verdict is { Reasons.Count: > 0 };

    // Notes stand among the warnings of good outputs, too; they are no reasons.
    private static IEnumerable<string> ReasonsOf(Job job, JobOutput output)
    {
        if (!output.IsDegraded)
        {
            yield break;
        }

        if (output.Verdict is { Reasons: { Count: > 0 } doubts })
        {
            yield return $"{(job.Spec.Swap is null ? "The quality gate doubts the fill" : "The check of the product doubts the result")}: {string.Join("; ", doubts)}.";
        }

        foreach (string warning in output.Warnings)
        {
            yield return warning;
        }
    }
}
