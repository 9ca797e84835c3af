using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>A comparison as the user asked for it.</summary>
internal sealed record CompareArguments
{
    /// <summary>The earlier evaluation: an eval.json or its folder.</summary>
    public required string Before { get; init; }

    /// <summary>The later one.</summary>
    public required string After { get; init; }

    /// <summary>What is compared, and how sure a verdict must be.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>True answers 1 if anything is worse.</summary>
    public bool FailOnWorse { get; init; }
}
