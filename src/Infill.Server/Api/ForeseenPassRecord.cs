using System.ComponentModel;
using Infill.Quality.Refining;

namespace Infill.Server.Api;

/// <summary>A pass of a refinement before it is run.</summary>
internal sealed record ForeseenPassRecord
{
    [Description("Its name in the plan.")]
    public required string Name { get; init; }

    [Description("What it fills anew: whole, worst, box or border.")]
    public required string Region { get; init; }

    [Description("Engine that fills.")]
    public required string Engine { get; init; }

    [Description("Its seed.")]
    public required int Seed { get; init; }

    [Description("Pixels that it fills; if is_at_most no more than these.")]
    public required long Pixels { get; init; }

    [Description("Estimated seconds; absent if the engine cannot tell.")]
    public double? Seconds { get; init; }

    [Description("True if its region is known only when the gate has spoken.")]
    public required bool IsAtMost { get; init; }

    [Description("Why it cannot be run on this picture; absent if it can.")]
    public string? Problem { get; init; }

    /// <summary>The record of a forecast's pass.</summary>
    public static ForeseenPassRecord Of(PassForecast pass) => new()
    {
        Name = pass.Pass.Name,
        Region = pass.Settled.Region,
        Engine = pass.Settled.Engine,
        Seed = pass.Settled.Seed,
        Pixels = pass.Pixels,
        Seconds = pass.Seconds is double seconds ? Math.Round(seconds, 2) : null,
        IsAtMost = pass.IsAtMost,
        Problem = pass.Problem,
    };
}
