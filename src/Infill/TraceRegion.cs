using Infill.Imaging;
using Infill.Tiles;

namespace Infill;

/// <summary>What happened to one region.</summary>
public sealed record TraceRegion
{
    /// <summary>What the engine saw, in picture coordinates.</summary>
    public required PixelRect Source { get; init; }

    /// <summary>Tight bounds of the pixels that were filled, in picture coordinates.</summary>
    public required PixelRect Hole { get; init; }

    /// <summary>Pixels that were filled.</summary>
    public required long HolePixels { get; init; }

    /// <summary>Index of the pass that asked for the region, −1 = none.</summary>
    public required int Pass { get; init; }

    /// <summary>The blend method that was kept.</summary>
    public required BlendMethod Method { get; init; }

    /// <summary>Every blend method that was tried, with its seam score, in order: why <see cref="Method"/> was kept.</summary>
    public required IReadOnlyList<BlendTrial> Trials { get; init; }

    /// <summary>What the colour match did, or null if it had nothing to do.</summary>
    public ColorMatchReport? Color { get; init; }

    /// <summary>What the grain match did, or null if it had nothing to do.</summary>
    public GrainReport? Grain { get; init; }

    /// <summary>What the engine chose for itself: which file ran, work size, steps, sampler. Empty for engines that choose nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The engine's own warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Seconds in the engine.</summary>
    public required double FillSeconds { get; init; }

    /// <summary>Seconds from cut to stitch, the engine's included.</summary>
    public required double Seconds { get; init; }
}
