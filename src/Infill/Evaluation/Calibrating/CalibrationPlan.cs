using Infill.Evaluation.Cases;

namespace Infill.Evaluation.Calibrating;

/// <summary>How known fills are made from photos.</summary>
public sealed record CalibrationPlan
{
    /// <summary>Holes per photo, 1–100, default 3; each gives up to 14 fills.</summary>
    public int Holes { get; init; } = 3;

    /// <summary>Seed of places, outlines and strengths, 0–65535, default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Longest side in pixels to which photos are scaled down, default 1280; 0 = as they are.</summary>
    public int MaxSide { get; init; } = 1280;

    /// <summary>Worker threads, 0 (default) = one per core; never changes the result.</summary>
    public int Threads { get; init; }

    /// <summary>Where the holes go.</summary>
    internal HolePlan Draw => new()
    {
        Count = Holes,
        Seed = Seed,
        MinRadius = 20,
        MaxRadius = 70,
        Shapes = [HoleShape.Wavy, HoleShape.Rect, HoleShape.Disc, HoleShape.Stroke],
    };
}
