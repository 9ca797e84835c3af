using Infill.Quality.Refining;

namespace Infill.Server.Jobs;

/// <summary>What becomes of a job's fills after they are made; the words of the command line's --no-gate, --attempts, --time-budget, --plan and --heat-map.</summary>
internal sealed record GateSpec
{
    /// <summary>True judges nothing; then the other members mean nothing.</summary>
    public bool IsOff { get; init; }

    /// <summary>Rounds until the gate accepts, or null: then every candidate becomes a result.</summary>
    public int? Attempts { get; init; }

    /// <summary>Seconds after which nothing new is tried, or null.</summary>
    public double? TimeBudget { get; init; }

    /// <summary>Passes that follow the fill, or go on with the picture as it stands; null = none.</summary>
    public RefinementPlan? Plan { get; init; }

    /// <summary>True keeps a picture of what is wrong where beside every result.</summary>
    public bool HasHeatMap { get; init; }
}
