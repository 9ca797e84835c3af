namespace Infill;

/// <summary>What the quality gate says of a fill.</summary>
public sealed record TraceVerdict
{
    /// <summary>"completed", "degraded" or "blocked".</summary>
    public required string Status { get; init; }

    /// <summary>Probability that something is wrong, 0–1.</summary>
    public required double Probability { get; init; }

    /// <summary>Probability from which a fill counts as degraded, 0–1.</summary>
    public required double Limit { get; init; }

    /// <summary>One per detector that had something to go by; of several parts the worst.</summary>
    public required IReadOnlyList<TraceFinding> Findings { get; init; }

    /// <summary>What is wrong and where, as sentences; empty if nothing is.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Models that were asked beside the detectors' own measures: "u2netp" for leftover, "ocr-detector" for text; empty if there were none.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Everything that was tried, in order; empty if the fill was judged only.</summary>
    public IReadOnlyList<TraceAttempt> Attempts { get; init; } = [];

    /// <summary>What a refinement plan did after the first fill; null if there was none.</summary>
    public TraceRefinement? Refinement { get; init; }

    /// <summary>What a workflow measured in its own result; empty where only the gate judged.</summary>
    public IReadOnlyList<TraceMeasure> Measures { get; init; } = [];
}
