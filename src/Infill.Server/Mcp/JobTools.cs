using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Tools about jobs that run.</summary>
/// <param name="parts">The server.</param>
internal sealed class JobTools(ServerParts parts)
{
    /// <summary>The tools.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("job_status", "Say where a job stands.", McpJson.Plain.JobArguments, StatusAsync) { IsReadOnly = true, Answers = AnswerMembers.OfJobs },
        new("cancel_job", "End a job within a step; the picture stays as it was.", McpJson.Plain.JobArguments, CancelAsync) { Answers = AnswerMembers.OfJobs },
    ];

    /// <summary>How a job's state is called here.</summary>
    public static AnswerStatus StatusOf(JobState state) => state switch
    {
        JobState.Succeeded => AnswerStatus.Completed,
        JobState.Degraded => AnswerStatus.Degraded,
        JobState.Blocked => AnswerStatus.Blocked,
        JobState.Cancelled => AnswerStatus.Cancelled,
        JobState.Queued or JobState.Running => AnswerStatus.Running,
        _ => AnswerStatus.Failed,
    };

    private Task<ToolReply> StatusAsync(ToolCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ToolReply(Describe(parts.Desk.Require(call.Owner, call.Read(McpJson.Plain.JobArguments).Job))));

    private Task<ToolReply> CancelAsync(ToolCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ToolReply(Describe(parts.Desk.Cancel(call.Owner, call.Read(McpJson.Plain.JobArguments).Job))));

    private static ToolAnswer Describe(Job job) => new()
    {
        Status = StatusOf(job.State),
        Reason = JobAdvice.Reason(job),
        NextStep = job.State.IsEnd() ? JobAdvice.NextStep(job) : "Ask again in a moment, or cancel_job ends it.",
        Job = job.Id,
        Seconds = job.Result?.Seconds,
    };
}
