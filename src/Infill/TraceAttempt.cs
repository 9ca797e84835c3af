using Infill.Tiles;

namespace Infill;

/// <summary>One fill that the quality gate tried.</summary>
public sealed record TraceAttempt
{
    /// <summary>Why it was made: "candidate 2 of 4", "more context" …</summary>
    public required string Reason { get; init; }

    /// <summary>Engine that filled.</summary>
    public required string Engine { get; init; }

    /// <summary>Its seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Surroundings in pixels; null = the engine's own rule.</summary>
    public int? ContextPx { get; init; }

    /// <summary>How fill and original met.</summary>
    public required BlendMethod Blend { get; init; }

    /// <summary>Probability that something is wrong with it, 0–1; absent if it could not be filled.</summary>
    public double? Probability { get; init; }

    /// <summary>Why it could not be filled, or null.</summary>
    public string? Error { get; init; }

    /// <summary>True for the one that was kept.</summary>
    public bool IsKept { get; init; }
}
