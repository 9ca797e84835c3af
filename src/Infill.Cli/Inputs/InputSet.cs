namespace Infill.Cli.Inputs;

/// <summary>What the user's expressions came to.</summary>
internal sealed record InputSet
{
    /// <summary>In the order of the expressions, within each by ordinal order of their relative paths; each file once.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>What was found but cannot be taken: names that are no UTF-8, folders that cannot be listed.</summary>
    public IReadOnlyList<InputFailure> Failures { get; init; } = [];

    /// <summary>Folders that were left out because they hold outputs (<see cref="InputOptions.Excluded"/>).</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];
}
