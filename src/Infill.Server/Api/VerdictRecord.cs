using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>What the quality gate says of a result.</summary>
internal sealed record VerdictRecord
{
    [Description("completed, or degraded: the result stands, but someone should look at it.")]
    public required string Status { get; init; }

    [Description("Probability that something is wrong, 0–1.")]
    public required double Probability { get; init; }

    [Description("Probability from which a result counts as degraded.")]
    public required double Limit { get; init; }

    [Description("What is wrong and where, as sentences; empty if nothing is.")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [Description("One per detector that had something to go by, the surest first.")]
    public required IReadOnlyList<FindingRecord> Findings { get; init; }

    [Description("Everything that was tried, in order; empty if the fill was judged only.")]
    public required IReadOnlyList<AttemptRecord> Attempts { get; init; }

    [Description("What a refinement did after the first fill; absent if there was none.")]
    public RefinementRecord? Refinement { get; init; }

    [Description("What the workflow measured in its own result: of a swapped background its silhouette and halo; absent where only the gate judged.")]
    public IReadOnlyList<MeasureRecord>? Measures { get; init; }

    /// <summary>The record of a verdict, or null of none.</summary>
    public static VerdictRecord? Of(TraceVerdict? verdict) => verdict is null ? null : new VerdictRecord
    {
        Status = verdict.Status,
        Probability = verdict.Probability,
        Limit = verdict.Limit,
        Reasons = verdict.Reasons,
        Findings = [.. verdict.Findings.OrderByDescending(finding => finding.Probability).Select(FindingRecord.Of)],
        Attempts = [.. verdict.Attempts.Select(AttemptRecord.Of)],
        Refinement = RefinementRecord.Of(verdict.Refinement),
        Measures = MeasureRecord.Of(verdict.Measures),
    };
}
