namespace Infill.Server.Telemetry;

/// <summary>One line of the server's log. There is no member for prompts, pictures or names of files.</summary>
internal sealed record LogEntry
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>"info" or "error".</summary>
    public required string Level { get; init; }

    /// <summary>"job.accepted", "job.started", "job.ended", "request.refused" or "fault".</summary>
    public required string Event { get; init; }

    /// <summary>Id of the job, or null.</summary>
    public string? Job { get; init; }

    /// <summary>What the job is for, or null.</summary>
    public string? Workflow { get; init; }

    /// <summary>Its engine, or null.</summary>
    public string? Engine { get; init; }

    /// <summary>Its end, or null.</summary>
    public string? State { get; init; }

    /// <summary>Word of the problem, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Seconds of the run, or null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Which run of the job, or null.</summary>
    public int? Attempt { get; init; }

    /// <summary>Pattern of the route, never the path that was sent; or null.</summary>
    public string? Route { get; init; }

    /// <summary>HTTP status, or null.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong, for people; only with faults of the server itself.</summary>
    public string? Message { get; init; }
}
