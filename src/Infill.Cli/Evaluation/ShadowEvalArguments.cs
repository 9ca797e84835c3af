namespace Infill.Cli.Evaluation;

/// <summary>An evaluation of shadows as the user asked for it.</summary>
internal sealed record ShadowEvalArguments
{
    /// <summary>Files, folders and patterns.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>Files, folders and patterns of cut-outs.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    /// <summary>Places per photo, 1–100.</summary>
    public required int Places { get; init; }

    /// <summary>0–65535.</summary>
    public required int Seed { get; init; }

    /// <summary>Longest side of the photos in pixels.</summary>
    public required int MaxSide { get; init; }

    /// <summary>Where to write the model that tells shadows from chance, fitted to these scenes; null = fit none, report.</summary>
    public string? Fit { get; init; }
}
