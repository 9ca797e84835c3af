using System.Text.Json.Serialization;

namespace Infill.Cli.Jobs;

/// <summary>What becomes of a fill after it is made.</summary>
internal sealed record GateArguments
{
    /// <summary>True judges nothing.</summary>
    public bool IsOff { get; init; }

    /// <summary>Rounds until the gate accepts, or null: then every candidate becomes a file.</summary>
    public int? Attempts { get; init; }

    /// <summary>Seconds after which nothing new is tried, or null.</summary>
    public double? TimeBudget { get; init; }

    /// <summary>File for the picture of what is wrong where, or null.</summary>
    public string? HeatMap { get; init; }

    /// <summary>True if one fill is chosen of several.</summary>
    [JsonIgnore]
    public bool Chooses => Attempts is not null;
}
