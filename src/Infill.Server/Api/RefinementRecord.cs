using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>How a fill was refined.</summary>
internal sealed record RefinementRecord
{
    [Description("True if the hole was filled before the first pass, false if the picture was taken as it stood.")]
    public required bool FillFirst { get; init; }

    [Description("True if a pass was kept: only then is the picture another than before the passes.")]
    public required bool IsImproved { get; init; }

    [Description("Every pass whose turn came, in order; those that were kept stand in the result.")]
    public required IReadOnlyList<PassRecord> Passes { get; init; }

    [Description("Why it ended, as a sentence.")]
    public required string Stopped { get; init; }

    /// <summary>The record of a refinement, or null of none.</summary>
    public static RefinementRecord? Of(TraceRefinement? refinement) => refinement is null ? null : new RefinementRecord
    {
        FillFirst = refinement.FillFirst,
        IsImproved = refinement.Passes.Any(pass => pass.IsKept),
        Passes = [.. refinement.Passes.Select(PassRecord.Of)],
        Stopped = refinement.Stopped,
    };
}
