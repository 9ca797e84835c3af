using Infill.Tiles;

namespace Infill.Quality.Refining;

/// <summary>How a pass fills; what is null stays as the request has it.</summary>
public sealed record RefinementSettings
{
    /// <summary>Narrowest surroundings.</summary>
    public const double LeastContextScale = 0.25;

    /// <summary>Widest surroundings.</summary>
    public const double MostContextScale = 8;

    /// <summary>Largest step of the seed.</summary>
    public const int MostSeedOffset = 1_000_000;

    /// <summary>Surroundings, times the request's or the engine's own width for the region, 0.25–8; null (default) = 1.</summary>
    public double? ContextScale { get; init; }

    /// <summary>How far the new content takes the place of the old, above 0 up to 1: the strength of a diffusion model, for other engines the
    /// share that is shown. Null (default) = the request's strength, or all of it.</summary>
    public double? Strength { get; init; }

    /// <summary>Name of the engine; null (default) = the request's. Another engine gets neither its prompt nor its steps.</summary>
    public string? Engine { get; init; }

    /// <summary>Added to the request's seed, 0–1,000,000, default 0.</summary>
    public int SeedOffset { get; init; }

    /// <summary>How fill and canvas meet; null (default) = the request's way.</summary>
    public BlendMethod? Blend { get; init; }
}
