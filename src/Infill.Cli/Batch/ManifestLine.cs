namespace Infill.Cli.Batch;

/// <summary>One line of a manifest, read but not yet held against its workflow.</summary>
internal sealed record ManifestLine
{
    /// <summary>Number in the file, from 1; empty lines count.</summary>
    public required int Number { get; init; }

    /// <summary>Path of the picture, from the manifest's folder.</summary>
    public string Image { get; init; } = "";

    /// <summary>Path of a mask, a mask expression, "alpha", or null.</summary>
    public string? Mask { get; init; }

    /// <summary>Workflow, or null for the batch's.</summary>
    public string? Workflow { get; init; }

    /// <summary>Path below the output folder, or null for the picture's own.</summary>
    public string? Output { get; init; }

    /// <summary>Options by name with dashes; a switch has no values, one that is turned off has null.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?> Options { get; init; } = new Dictionary<string, IReadOnlyList<string>?>();

    /// <summary>Why the line cannot be read, or null.</summary>
    public string? Problem { get; init; }
}
