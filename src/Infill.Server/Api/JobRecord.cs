using System.ComponentModel;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Api;

/// <summary>A job as a client sees it.</summary>
internal sealed record JobRecord
{
    [Description("The job's id; only the key that made it can use it.")]
    public required string Id { get; init; }

    [Description("queued, running, or one of the ends: succeeded, degraded (done, but someone should look: see reason), blocked (a kept pixel changed; nothing is kept), failed, cancelled, expired.")]
    public required JobState State { get; init; }

    [Description("What the job is for.")]
    public required JobWorkflow Workflow { get; init; }

    [Description("Engine that fills.")]
    public required string Engine { get; init; }

    [Description("-10 to 10.")]
    public required int Priority { get; init; }

    [Description("Runs that were started, more than one after a stop of the server.")]
    public required int Attempts { get; init; }

    [Description("When it was accepted.")]
    public required DateTimeOffset Created { get; init; }

    [Description("When its last run began.")]
    public DateTimeOffset? Started { get; init; }

    [Description("When it ended.")]
    public DateTimeOffset? Ended { get; init; }

    [Description("Until when it is wanted.")]
    public DateTimeOffset? Deadline { get; init; }

    [Description("Seconds of the run.")]
    public double? Seconds { get; init; }

    [Description("The mask as it was understood, before growth.")]
    public MaskFactsRecord? Mask { get; init; }

    [Description("The results, in the order of their seeds; empty until the job has succeeded.")]
    public required IReadOnlyList<JobOutputRecord> Outputs { get; init; }

    [Description("What the workflow found and chose before it filled, as sentences; absent if nothing was to be found.")]
    public IReadOnlyList<string>? Notes { get; init; }

    [Description("Why there are none: a word for programs and a message for people.")]
    public JobProblem? Problem { get; init; }

    [Description("Why it is not simply succeeded.")]
    public string? Reason { get; init; }

    [Description("What to do next.")]
    public string? NextStep { get; init; }

    /// <summary>The record of a job.</summary>
    public static JobRecord Of(Job job) => new()
    {
        Id = job.Id,
        State = job.State,
        Workflow = job.Spec.Workflow,
        Engine = job.Spec.Engine,
        Priority = job.Priority,
        Attempts = job.Attempts,
        Created = job.Times.Created,
        Started = job.Times.Started,
        Ended = job.Times.Ended,
        Deadline = job.Times.Deadline,
        Seconds = job.Result?.Seconds,
        Mask = job.Result?.Mask is MaskFacts mask ? MaskFactsRecord.Of(mask) : null,
        Outputs = [.. (job.Result?.Outputs ?? []).Select(JobOutputRecord.Of)],
        Notes = job.Result?.Notes,
        Problem = job.Result?.Problem,
        Reason = JobAdvice.Reason(job),
        NextStep = JobAdvice.NextStep(job),
    };
}
