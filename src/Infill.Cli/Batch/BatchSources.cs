namespace Infill.Cli.Batch;

/// <summary>Where a batch's pictures and masks come from: pictures with a folder of masks or one mask for all, a manifest, or a watched folder.</summary>
internal sealed record BatchSources
{
    /// <summary>Files, folders and patterns; empty with a manifest or a watched folder.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Folder with a mask for each picture, under the picture's relative path with any extension; null = none.</summary>
    public string? Masks { get; init; }

    /// <summary>Path of a JSONL file with one job a line, or "-" for stdin; null = none.</summary>
    public string? Manifest { get; init; }

    /// <summary>Folder whose new pictures are worked on as they come; null = none.</summary>
    public string? Watch { get; init; }

    /// <summary>Seconds without a new picture after which a watch ends, at least 1; null = never.</summary>
    public int? IdleExitSeconds { get; init; }
}
