namespace Infill.Evaluation.Cases;

/// <summary>Holes of a case file whose places a seed chooses: nobody can pick those that suit an engine.</summary>
public sealed record FileDraw
{
    /// <summary>"report" or another word for a part of the list.</summary>
    public required string Set { get; init; }

    /// <summary>Holes per photo, 1–1000.</summary>
    public required int Holes { get; init; }

    /// <summary>Seed of places, sizes and outlines, 0–65535.</summary>
    public required int Seed { get; init; }

    /// <summary>Smallest radius in pixels.</summary>
    public required int MinRadius { get; init; }

    /// <summary>Largest radius in pixels; a photo gets at most a sixth of its shorter side.</summary>
    public required int MaxRadius { get; init; }

    /// <summary>Outlines, taken in turn; null = wavy.</summary>
    public IReadOnlyList<HoleShape>? Shapes { get; init; }

    /// <summary>Source and file: "opencv/aloeL.jpg".</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>The same as a plan for one photo.</summary>
    public HolePlan ToPlan() => new() { Count = Holes, Seed = Seed, MinRadius = MinRadius, MaxRadius = MaxRadius, Shapes = Shapes ?? [HoleShape.Wavy] };
}
