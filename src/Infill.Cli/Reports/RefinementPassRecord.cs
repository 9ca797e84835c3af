using Infill.Quality;
using Infill.Quality.Refining;

namespace Infill.Cli.Reports;

/// <summary>A pass of a refinement before it is run.</summary>
internal sealed record RefinementPassRecord
{
    /// <summary>Its name in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>What it fills anew.</summary>
    public required RefinementRegion Region { get; init; }

    /// <summary>Findings of the gate of which it needs one; empty = none.</summary>
    public required IReadOnlyList<Detector> When { get; init; }

    /// <summary>Engine that fills.</summary>
    public required string Engine { get; init; }

    /// <summary>Its seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Surroundings in pixels; absent = the engine's own rule.</summary>
    public int? ContextPx { get; init; }

    /// <summary>Pixels that it fills; if <see cref="IsAtMost"/> no more than these.</summary>
    public required long Pixels { get; init; }

    /// <summary>Estimated seconds; absent if the engine cannot tell.</summary>
    public double? Seconds { get; init; }

    /// <summary>True if its region is known only when the gate has spoken.</summary>
    public required bool IsAtMost { get; init; }

    /// <summary>Why it cannot be run on this picture; absent if it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The record of a forecast's pass.</summary>
    public static RefinementPassRecord Of(PassForecast pass) => new()
    {
        Name = pass.Pass.Name,
        Region = pass.Pass.Place.Region,
        When = pass.Pass.When,
        Engine = pass.Settled.Engine,
        Seed = pass.Settled.Seed,
        ContextPx = pass.Settled.ContextPx,
        Pixels = pass.Pixels,
        Seconds = pass.Seconds is double known ? Math.Round(known, 2) : null,
        IsAtMost = pass.IsAtMost,
        Problem = pass.Problem,
    };
}
