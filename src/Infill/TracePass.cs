using Infill.Imaging;
using Infill.Tiles;

namespace Infill;

/// <summary>One pass of a refinement as it was run, with what it needs to be run again.</summary>
public sealed record TracePass
{
    /// <summary>Its name in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>What it was to fill anew: "whole", "worst", "box" or "border".</summary>
    public required string Region { get; init; }

    /// <summary>Where that lay, in picture pixels; empty if the pass was left out.</summary>
    public PixelRect Place { get; init; }

    /// <summary>Width of the border's band in pixels, 0 for other regions.</summary>
    public int BorderPx { get; init; }

    /// <summary>Growth of the region in pixels, within the mask.</summary>
    public int GrowPx { get; init; }

    /// <summary>Fade of the region from its edge inwards, in pixels.</summary>
    public int FeatherPx { get; init; }

    /// <summary>How far the new content took the old one's place, above 0 up to 1; null = the engine's own way.</summary>
    public double? Strength { get; init; }

    /// <summary>Engine that filled.</summary>
    public required string Engine { get; init; }

    /// <summary>Its seed.</summary>
    public int Seed { get; init; }

    /// <summary>Surroundings in pixels; null = the engine's own rule.</summary>
    public int? ContextPx { get; init; }

    /// <summary>How fill and canvas met.</summary>
    public BlendMethod Blend { get; init; }

    /// <summary>Probability that something was wrong before it, 0–1.</summary>
    public double ProbabilityBefore { get; init; }

    /// <summary>The same after it; absent if it was left out or failed.</summary>
    public double? ProbabilityAfter { get; init; }

    /// <summary>True if its canvas was kept, false if it was undone or never run.</summary>
    public bool IsKept { get; init; }

    /// <summary>Why it was not run, or null.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why it could not be filled, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Seconds from its beginning to its verdict.</summary>
    public double Seconds { get; init; }
}
