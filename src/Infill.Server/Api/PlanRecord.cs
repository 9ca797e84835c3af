using System.ComponentModel;
using Infill.Quality.Refining;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Api;

/// <summary>What a job would do.</summary>
internal sealed record PlanRecord
{
    [Description("What the job would be for.")]
    public required JobWorkflow Workflow { get; init; }

    [Description("Engine that would fill.")]
    public required string Engine { get; init; }

    [Description("Columns of the result.")]
    public required int Width { get; init; }

    [Description("Rows of the result.")]
    public required int Height { get; init; }

    [Description("The mask as it was understood, before growth.")]
    public required MaskFactsRecord Mask { get; init; }

    [Description("Regions in the order of work.")]
    public required IReadOnlyList<PlanRegionRecord> Regions { get; init; }

    [Description("Estimated seconds of all fills and passes (with attempts at most so many), right within a factor of two or three; absent if the engine cannot tell.")]
    public double? Seconds { get; init; }

    [Description("What someone should know before.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("What the workflow found and chose, as sentences; absent if nothing was to be found.")]
    public IReadOnlyList<string>? Notes { get; init; }

    [Description("The passes that would refine the fill; absent if none would.")]
    public RefinementPlanRecord? Refinement { get; init; }

    /// <summary>The record of a forecast.</summary>
    public static PlanRecord Of(JobSpec spec, JobForecast forecast) => new()
    {
        Workflow = spec.Workflow,
        Engine = forecast.Request.Engine,
        Width = forecast.Request.Image.Width,
        Height = forecast.Request.Image.Height,
        Mask = MaskFactsRecord.Of(MaskFacts.Of(forecast.Request.Mask)),
        Regions = [.. forecast.Fill.Regions.Select(PlanRegionRecord.Of)],
        Seconds = forecast.SecondsOf(spec.Files, spec.MostFills),
        Warnings = forecast.Warnings,
        Notes = forecast.Request.Notes is { Count: > 0 } notes ? notes : null,
        Refinement = forecast.Refinement is RefinementForecast refinement ? RefinementPlanRecord.Of(refinement, spec.Gate!.Plan!) : null,
    };
}
