using System.ComponentModel;
using Infill.Server.Jobs;

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

    [Description("Estimated seconds of all fills (with attempts at most so many), right within a factor of two or three; absent if the engine cannot tell.")]
    public double? Seconds { get; init; }

    [Description("What someone should know before.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The record of a forecast.</summary>
    public static PlanRecord Of(JobSpec spec, InpaintRequest request, InpaintForecast forecast) => new()
    {
        Workflow = spec.Workflow,
        Engine = request.Engine,
        Width = request.Image.Width,
        Height = request.Image.Height,
        Mask = MaskFactsRecord.Of(MaskFacts.Of(request.Mask)),
        Regions = [.. forecast.Regions.Select(PlanRegionRecord.Of)],
        Seconds = forecast.Seconds is double seconds ? Math.Round(seconds * spec.MostFills, 1) : null,
        Warnings = [.. request.Image.Metadata.Warnings, .. request.Image.Metadata.Notes],
    };
}
