using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>What every dialect says of a job's end: why it is not simply done, and what to do next.</summary>
internal static class JobAdvice
{
    /// <summary>Why the job is not simply done, in sentences, or null.</summary>
    public static string? Reason(Job job) => job.Result switch
    {
        { Problem: JobProblem problem } => problem.Message,
        { State: JobState.Degraded } result => string.Join(' ', result.Outputs.SelectMany(ReasonsOf).Distinct()),
        _ => null,
    };

    /// <summary>What to do next, or null where there is nothing to do or the job still lives.</summary>
    public static string? NextStep(Job job) => job.State switch
    {
        JobState.Degraded when job.Result!.Outputs.Any(IsDoubted) => job.Spec.Gate?.Attempts is null
            ? "Look at the result where the reason says. Ask again with attempts: 3 to let the gate look for a better fill, or with another seed, mask or engine."
            : "Look at the result where the reason says: it is the best of all attempts. Another mask, more context or another engine may do better.",
        JobState.Degraded => "Look at the result with the warnings in mind.",
        JobState.Blocked => "Nothing was written. Send the job again; if it is blocked again, tell whoever runs the server, as kept pixels must never change.",
        JobState.Cancelled or JobState.Expired => "Send it again if it is still wanted.",
        JobState.Failed => "Change what the reason names and send it again.",
        _ => null,
    };

    private static bool IsDoubted(JobOutput output) => output.Verdict is { Reasons.Count: > 0 };

    // Notes stand among the warnings of good outputs, too; they are no reasons.
    private static IEnumerable<string> ReasonsOf(JobOutput output)
    {
        if (!output.IsDegraded)
        {
            yield break;
        }

        if (output.Verdict is { Reasons: { Count: > 0 } doubts })
        {
            yield return $"The quality gate doubts the fill: {string.Join("; ", doubts)}.";
        }

        foreach (string warning in output.Warnings)
        {
            yield return warning;
        }
    }
}
