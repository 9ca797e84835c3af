using Infill.Cli.Inputs;

namespace Infill.Cli.Jobs;

/// <summary>What a command with any number of inputs comes to.</summary>
internal sealed record JobSet
{
    /// <summary>One job per picture, in the order of the inputs.</summary>
    public required IReadOnlyList<JobArguments> Jobs { get; init; }

    /// <summary>Inputs that cannot become a job.</summary>
    public IReadOnlyList<InputFailure> Failures { get; init; } = [];

    /// <summary>Folders that were not looked into because they are written to.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>True if there is one picture and nothing else, so that its error is the command's.</summary>
    public bool IsSingle => Jobs.Count + Failures.Count == 1 && Jobs.Count == 1;
}
