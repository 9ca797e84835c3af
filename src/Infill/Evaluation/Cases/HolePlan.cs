namespace Infill.Evaluation.Cases;

/// <summary>How known holes are drawn into photos.</summary>
public sealed record HolePlan
{
    /// <summary>Holes per photo, 1–1000, default 1. Each is a case of its own.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Outlines, taken in turn; default wavy.</summary>
    public IReadOnlyList<HoleShape> Shapes { get; init; } = [HoleShape.Wavy];

    /// <summary>Smallest radius in pixels, at least 4, default 25.</summary>
    public int MinRadius { get; init; } = 25;

    /// <summary>Largest radius in pixels, at least <see cref="MinRadius"/>, default 65; a photo gets at most a sixth of its shorter side.</summary>
    public int MaxRadius { get; init; } = 65;

    /// <summary>Seed of places, sizes and outlines, 0–65535, default 1.</summary>
    public int Seed { get; init; } = 1;
}
