using System.Text.Json.Serialization;
using Infill.Quality.Refining;

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

    /// <summary>When the mask models are asked: always, never, or auto, which null means, too.</summary>
    public string? Models { get; init; }

    /// <summary>Full path of a calibration file, or null for the one that the program brings.</summary>
    public string? Calibration { get; init; }

    /// <summary>True refines the fill by the workflow's own plan. In no trace: there the plan itself stands.</summary>
    [JsonIgnore]
    public bool Refines { get; init; }

    /// <summary>File of a plan, or null. In no trace: there the plan itself stands.</summary>
    [JsonIgnore]
    public string? PlanFile { get; init; }

    /// <summary>Passes that follow the fill, or null; see <see cref="GateFiles.Settle"/>.</summary>
    public RefinementPlan? Plan { get; init; }

    /// <summary>True if one fill is chosen of several.</summary>
    [JsonIgnore]
    public bool Chooses => Attempts is not null;
}
