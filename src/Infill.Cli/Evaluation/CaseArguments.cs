using Infill.Evaluation.Cases;

namespace Infill.Cli.Evaluation;

/// <summary>Where cases come from, as the user wrote it.</summary>
internal sealed record CaseArguments
{
    /// <summary>Files, folders or patterns of pictures.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>Folder with mask files, or null: beside the pictures.</summary>
    public string? Masks { get; init; }

    /// <summary>Folder with true pictures, or null: unknown.</summary>
    public string? Truth { get; init; }

    /// <summary>Case file, or null.</summary>
    public string? File { get; init; }

    /// <summary>Part of the case file, or null for all of it.</summary>
    public string? Set { get; init; }

    /// <summary>Names of the only cases to run; empty = all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How to punch holes or place objects, or null: masks are given.</summary>
    public HolePlan? Holes { get; init; }

    /// <summary>Folders, files or patterns of cut-outs to place; empty = holes are punched.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Longest side in pixels, 0 = as it is, null = the way's own default.</summary>
    public int? MaxSide { get; init; }
}
