using System.ComponentModel;
using Infill.Tiles;

namespace Infill.Server.Api;

/// <summary>One pass of a refinement as it was run.</summary>
internal sealed record PassRecord
{
    [Description("Its name in the plan.")]
    public required string Name { get; init; }

    [Description("What it was to fill anew: whole, worst, box or border.")]
    public required string Region { get; init; }

    [Description("Where that lay: x, y, width, height; absent if it was left out.")]
    public IReadOnlyList<int>? Place { get; init; }

    [Description("Engine that filled.")]
    public required string Engine { get; init; }

    [Description("Its seed.")]
    public required int Seed { get; init; }

    [Description("Surroundings in pixels; absent = the engine's own rule.")]
    public int? ContextPx { get; init; }

    [Description("How fill and canvas met.")]
    public required BlendMethod Blend { get; init; }

    [Description("Probability that something was wrong before it.")]
    public required double ProbabilityBefore { get; init; }

    [Description("The same after it; absent if it was left out or failed.")]
    public double? ProbabilityAfter { get; init; }

    [Description("True if its canvas was kept, false if it was undone or never run.")]
    public required bool IsKept { get; init; }

    [Description("Why it was not run.")]
    public string? Skipped { get; init; }

    [Description("Why it could not be filled.")]
    public string? Error { get; init; }

    [Description("Seconds from its beginning to its verdict.")]
    public required double Seconds { get; init; }

    /// <summary>The record of a pass.</summary>
    public static PassRecord Of(TracePass pass) => new()
    {
        Name = pass.Name,
        Region = pass.Region,
        Place = pass.Place.IsEmpty ? null : [pass.Place.X, pass.Place.Y, pass.Place.Width, pass.Place.Height],
        Engine = pass.Engine,
        Seed = pass.Seed,
        ContextPx = pass.ContextPx,
        Blend = pass.Blend,
        ProbabilityBefore = pass.ProbabilityBefore,
        ProbabilityAfter = pass.ProbabilityAfter,
        IsKept = pass.IsKept,
        Skipped = pass.Skipped,
        Error = pass.Error,
        Seconds = pass.Seconds,
    };
}
