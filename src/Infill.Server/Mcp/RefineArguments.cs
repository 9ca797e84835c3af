using System.ComponentModel;
using Infill.Quality.Refining;

namespace Infill.Server.Mcp;

/// <summary>Arguments of refine.</summary>
internal sealed record RefineArguments
{
    [Description("Handle of the filled picture: one that an edit answered, or with mask any other.")]
    public required string Image { get; init; }

    [Description("Handle of the mask of what was filled; needed for a picture that was filled elsewhere, absent for one that an edit here answered.")]
    public string? Mask { get; init; }

    [Description("Most passes to run, 1–100 (default: as many as the plan has); with start_over most fills to try (default 4).")]
    public int? Attempts { get; init; }

    [Description("Seconds after which no new pass is begun, above 0 to 86400 (default: no limit).")]
    public double? TimeBudget { get; init; }

    [Description("Engine of the passes, from list_engines (default: the one that filled).")]
    public string? Engine { get; init; }

    [Description("Passes of your own: which part of the filled area, with how much context, which engine, seed and blend (default: the plan of the kind of edit).")]
    public RefinementPlan? Plan { get; init; }

    [Description("True does not go on with the picture, but makes the edit again from its source with other seeds, more context and other engines, and keeps the best (default false).")]
    public bool? StartOver { get; init; }
}
