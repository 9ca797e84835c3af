namespace Infill.Cli.Reports;

/// <summary>What the quality gate says of an output.</summary>
internal sealed record VerdictRecord
{
    /// <summary>"completed" or "degraded"; what is "blocked" is not written.</summary>
    public required string Status { get; init; }

    /// <summary>Probability that something is wrong, 0–1.</summary>
    public required double Probability { get; init; }

    /// <summary>Probability from which an output counts as degraded.</summary>
    public required double Limit { get; init; }

    /// <summary>One per detector; empty if the filled parts are too small to be judged.</summary>
    public required IReadOnlyList<DetectorRecord> Findings { get; init; }

    /// <summary>What is wrong and where, as sentences.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Mask models that were asked beside the detectors' own measures; empty if none were.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Everything that was tried, in order; empty if the fill was judged only.</summary>
    public required IReadOnlyList<TraceAttempt> Attempts { get; init; }

    /// <summary>What a refinement plan did after the first fill; absent if there was none.</summary>
    public TraceRefinement? Refinement { get; init; }

    /// <summary>What the workflow measured in its own result; absent where only the gate judged.</summary>
    public IReadOnlyList<TraceMeasure>? Measures { get; init; }

    /// <summary>The record of a verdict, or null of none.</summary>
    public static VerdictRecord? Of(TraceVerdict? verdict) => verdict is null ? null : new VerdictRecord
    {
        Status = verdict.Status,
        Probability = verdict.Probability,
        Limit = verdict.Limit,
        Findings = [.. verdict.Findings.Select(f => new DetectorRecord(f.Detector, f.Probability, AreaRecord.Of(f.Where)))],
        Reasons = verdict.Reasons,
        Models = verdict.Models,
        Attempts = verdict.Attempts,
        Refinement = verdict.Refinement,
        Measures = verdict.Measures.Count > 0 ? verdict.Measures : null,
    };
}
