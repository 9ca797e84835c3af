namespace Infill.Quality.Refining;

/// <summary>One pass of a plan.</summary>
public sealed record RefinementPass
{
    /// <summary>Longest name.</summary>
    public const int MostNameLength = 40;

    /// <summary>1–40 letters, digits, '-' or '_'; no two passes share one.</summary>
    public required string Name { get; init; }

    /// <summary>Where it works, default the whole hole.</summary>
    public RefinementPlace Place { get; init; } = new();

    /// <summary>How it fills, default as the request.</summary>
    public RefinementSettings Fill { get; init; } = new();

    /// <summary>Run only if the gate finds one of these (probability ½ or more); empty (default) = whatever it finds. The worst place is sought among them.</summary>
    public IReadOnlyList<Detector> When { get; init; } = [];

    /// <summary>Passes that must have been kept, else this one is left out; they come before it.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Passes that come before it, whatever becomes of them.</summary>
    public IReadOnlyList<string> After { get; init; } = [];
}
