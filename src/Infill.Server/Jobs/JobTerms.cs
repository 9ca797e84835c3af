namespace Infill.Server.Jobs;

/// <summary>How a job is served, apart from what it does.</summary>
internal sealed record JobTerms
{
    /// <summary>Largest priority, and with a minus the least.</summary>
    public const int MostPriority = 10;

    /// <summary>Longest deadline in seconds: a week.</summary>
    public const int MostDeadlineSeconds = 7 * 24 * 3600;

    /// <summary>-10 to 10, default 0; of one owner's jobs, and among owners, the higher runs first.</summary>
    public int Priority { get; init; }

    /// <summary>Seconds from acceptance after which the job is no longer wanted, or null.</summary>
    public int? DeadlineSeconds { get; init; }

    /// <summary>Text of the client's choice, up to 255 characters: the same key gives the same job; null = always a new one.</summary>
    public string? IdempotencyKey { get; init; }
}
