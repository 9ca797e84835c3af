using System.ComponentModel;
using Infill.Quality.Refining;

namespace Infill.Server.Api;

/// <summary>How a fill would be refined.</summary>
internal sealed record RefinementPlanRecord
{
    [Description("Estimated seconds of the fill before the first pass; absent if the picture is taken as it stands, or the engine cannot tell.")]
    public double? FirstSeconds { get; init; }

    [Description("The passes in the order of work; the gate decides which of them are run and kept.")]
    public required IReadOnlyList<ForeseenPassRecord> Passes { get; init; }

    [Description("The plan, as a job's plan takes it.")]
    public required RefinementPlan Plan { get; init; }

    /// <summary>The record of a forecast.</summary>
    public static RefinementPlanRecord Of(RefinementForecast forecast, RefinementPlan plan) => new()
    {
        FirstSeconds = forecast.First?.Seconds is double seconds ? Math.Round(seconds, 2) : null,
        Passes = [.. forecast.Passes.Select(ForeseenPassRecord.Of)],
        Plan = plan,
    };
}
