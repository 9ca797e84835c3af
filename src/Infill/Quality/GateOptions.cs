namespace Infill.Quality;

/// <summary>What the gate judges by.</summary>
public sealed record GateOptions
{
    /// <summary>From measurements to probabilities, default <see cref="Calibration.Default"/>.</summary>
    public Calibration Calibration { get; init; } = Calibration.Default;

    /// <summary>Worker threads, 0–1024, default 0 = one per core. Never changes a verdict.</summary>
    public int Threads { get; init; }

    /// <summary>Models that mark things and text, none by default; asked about the largest parts of a hole only, as each look costs a run of its network.</summary>
    public IReadOnlyList<GateMap> Maps { get; init; } = [];
}
