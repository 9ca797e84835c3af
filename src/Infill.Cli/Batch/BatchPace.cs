namespace Infill.Cli.Batch;

/// <summary>How many jobs run at a time, and what happens after a failure.</summary>
internal sealed record BatchPace
{
    /// <summary>Jobs at a time, 1–256.</summary>
    public required int Jobs { get; init; }

    /// <summary>Most bytes that the process may take.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>True starts no further job after a failed one.</summary>
    public bool FailFast { get; init; }

    /// <summary>Further attempts at a job whose failure can pass, 0–100.</summary>
    public int Retries { get; init; }

    /// <summary>Most jobs to work on, those done earlier not counted; null = all.</summary>
    public int? Limit { get; init; }
}
