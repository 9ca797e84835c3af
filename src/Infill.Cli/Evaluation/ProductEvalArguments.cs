namespace Infill.Cli.Evaluation;

/// <summary>An evaluation of swapped backgrounds as the user asked for it.</summary>
internal sealed record ProductEvalArguments
{
    /// <summary>Files, folders and patterns.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>Files, folders and patterns of cut-outs.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    /// <summary>Scenes per photo, 1–100.</summary>
    public required int Places { get; init; }

    /// <summary>0–65535.</summary>
    public required int Seed { get; init; }

    /// <summary>Longest side of the photos in pixels.</summary>
    public required int MaxSide { get; init; }

    /// <summary>Pixels by which masks are larger than the true outline, 0–20.</summary>
    public required int MaskErrorPx { get; init; }

    /// <summary>Folder for the pictures, or null.</summary>
    public string? PreviewFolder { get; init; }
}
