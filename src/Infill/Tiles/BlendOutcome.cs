using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>What the blend stage made of one tile.</summary>
public sealed record BlendOutcome
{
    /// <summary>The joined tile: bit for bit the original where the composite mask is 0, finite and within 0…1 everywhere else.</summary>
    public required FloatImage Image { get; init; }

    /// <summary>The method whose result this is; never <see cref="BlendMethod.Auto"/>.</summary>
    public required BlendMethod Method { get; init; }

    /// <summary>Every method tried, in order, with its seam score; empty if there was nothing to fill.</summary>
    public IReadOnlyList<BlendTrial> Trials { get; init; } = [];

    /// <summary>What the colour match saw and did; null if it was switched off or there was nothing to fill.</summary>
    public ColorMatchReport? Color { get; init; }

    /// <summary>What the grain match saw and did; null if it was switched off or there was nothing to fill.</summary>
    public GrainReport? Grain { get; init; }
}
