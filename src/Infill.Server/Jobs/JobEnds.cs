namespace Infill.Server.Jobs;

/// <summary>Ends that have no results.</summary>
internal static class JobEnds
{
    /// <summary>The owner ended it.</summary>
    public static JobResult Cancelled(double seconds) => new()
    {
        State = JobState.Cancelled,
        Problem = new JobProblem("cancelled", "The job was cancelled; nothing of it is kept. Send it again to run it."),
        Seconds = seconds,
    };

    /// <summary>Nobody wants it any more.</summary>
    public static JobResult Expired(double seconds) => new()
    {
        State = JobState.Expired,
        Problem = new JobProblem("deadline", "The deadline passed before the job was done. Send it again with a later deadline_seconds, or with none."),
        Seconds = seconds,
    };

    /// <summary>It could not be done.</summary>
    public static JobResult Failed(JobProblem problem, double seconds) => new() { State = JobState.Failed, Problem = problem, Seconds = seconds };

    /// <summary>Its result must not be handed on.</summary>
    public static JobResult Blocked(string reason, double seconds) => new() { State = JobState.Blocked, Problem = new JobProblem("blocked", reason), Seconds = seconds };

    /// <summary>It was running each time when the server went down.</summary>
    public static JobResult SetAside(int attempts) => Failed(
        new JobProblem("set-aside", $"The server went down {attempts} times while this job ran, so it is not run again. If other jobs run, the cause is in its picture or options; send it again to try once more."), 0);
}
