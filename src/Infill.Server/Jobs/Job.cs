namespace Infill.Server.Jobs;

/// <summary>A job as it stands in the store.</summary>
internal sealed record Job
{
    /// <summary>128 random bits as 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the key that made it; nobody else sees it.</summary>
    public required string Owner { get; init; }

    /// <summary>What to do.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>-10 to 10.</summary>
    public int Priority { get; init; }

    /// <summary>Runs that were started; counted before a run starts.</summary>
    public int Attempts { get; init; }

    /// <summary>What it is estimated to take of memory; jobs of older versions take nothing.</summary>
    public JobMemory Memory { get; init; }

    /// <summary>When it was accepted, begun and ended, and until when it is wanted.</summary>
    public required JobTimes Times { get; init; }

    /// <summary>How it ended, or null while it lives.</summary>
    public JobResult? Result { get; init; }
}
