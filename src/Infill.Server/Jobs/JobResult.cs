namespace Infill.Server.Jobs;

/// <summary>How a job ended.</summary>
internal sealed record JobResult
{
    /// <summary>The end.</summary>
    public required JobState State { get; init; }

    /// <summary>Result files, in the order of their seeds; empty unless the job succeeded, with or without warnings.</summary>
    public IReadOnlyList<JobOutput> Outputs { get; init; } = [];

    /// <summary>Why there are no results, or null.</summary>
    public JobProblem? Problem { get; init; }

    /// <summary>The pixels that were filled, as the pipeline understood the mask; null before that was known.</summary>
    public MaskFacts? Mask { get; init; }

    /// <summary>What the workflow found and chose before it filled, as sentences; null if nothing was to be found.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Wall-clock seconds of the run.</summary>
    public double Seconds { get; init; }
}
