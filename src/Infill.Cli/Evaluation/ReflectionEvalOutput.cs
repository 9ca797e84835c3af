using Infill.Evaluation.Reflections;

namespace Infill.Cli.Evaluation;

/// <summary>What <c>infill eval reflections --json</c> prints.</summary>
internal sealed record ReflectionEvalOutput
{
    private const double Well = 0.75;

    /// <summary>Kind of this record: always "evalReflections".</summary>
    public string Record { get; init; } = "evalReflections";

    /// <summary>Scenes with a reflection.</summary>
    public required int Reflections { get; init; }

    /// <summary>Of these, how many were found.</summary>
    public required int Found { get; init; }

    /// <summary>Reflections with an intersection over union of at least 0.75.</summary>
    public required int WellFound { get; init; }

    /// <summary>Mean intersection over union of the found ones, 0…1.</summary>
    public required double OverlapOfFound { get; init; }

    /// <summary>The same over all, with 0 for what was not found.</summary>
    public required double OverlapOfAll { get; init; }

    /// <summary>Scenes without a reflection.</summary>
    public required int Plain { get; init; }

    /// <summary>Of these, how many masks grew although there was nothing to grow over.</summary>
    public required int Grown { get; init; }

    /// <summary>Every scene.</summary>
    public required IReadOnlyList<ReflectionTrial> Trials { get; init; }

    /// <summary>The record of all trials.</summary>
    public static ReflectionEvalOutput Of(IReadOnlyList<ReflectionTrial> trials)
    {
        ReflectionTrial[] real = [.. trials.Where(t => t.HasReflection)];
        return new ReflectionEvalOutput
        {
            Reflections = real.Length,
            Found = real.Count(t => t.IsFound),
            WellFound = real.Count(t => t.Overlap >= Well),
            OverlapOfFound = real.Where(t => t.IsFound).Select(t => t.Overlap).DefaultIfEmpty(0).Average(),
            OverlapOfAll = real.Select(t => t.Overlap).DefaultIfEmpty(0).Average(),
            Plain = trials.Count - real.Length,
            Grown = trials.Count(t => !t.HasReflection && t.IsFound),
            Trials = trials,
        };
    }
}
