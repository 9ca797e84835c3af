namespace Infill.Cli.Inputs;

/// <summary>How expressions become files.</summary>
internal sealed record InputOptions
{
    /// <summary>True takes the folders below a named folder, too; default false. Patterns say it themselves, with <c>**</c>.</summary>
    public bool Recursive { get; init; }

    /// <summary>Folders that are not looked into where they lie below a named one, such as the one that is written to; default none. They need not exist.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Name of a file that marks its folder as somebody's output; such a folder is taken only if it is named itself. Null = none.</summary>
    public string? MarkOfOutputs { get; init; }
}
