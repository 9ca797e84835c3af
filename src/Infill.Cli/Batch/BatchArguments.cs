namespace Infill.Cli.Batch;

/// <summary>A batch as the user asked for it.</summary>
internal sealed record BatchArguments
{
    /// <summary>Pictures and masks.</summary>
    public required BatchSources Sources { get; init; }

    /// <summary>"remove", "fill", "replace", "extend" or "swap-background"; a manifest's lines may say another.</summary>
    public required string Workflow { get; init; }

    /// <summary>Options of the workflow for every picture; a manifest's lines may overrule them.</summary>
    public required JobWords Words { get; init; }

    /// <summary>Folder to write into; made if it is not there.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Jobs at a time, memory, failures.</summary>
    public required BatchPace Pace { get; init; }

    /// <summary>True replaces files that this batch did not write.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True forgets what an earlier run finished.</summary>
    public bool Fresh { get; init; }

    /// <summary>The HTML page, or null for none.</summary>
    public string? Report { get; init; }

    /// <summary>True if nothing shall be written.</summary>
    public bool IsDryRun { get; init; }
}
