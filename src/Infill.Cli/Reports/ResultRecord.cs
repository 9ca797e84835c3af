namespace Infill.Cli.Reports;

/// <summary>What <c>--json</c> prints after a job, on stdout, as one line.</summary>
internal sealed record ResultRecord
{
    /// <summary>Kind of this record: always "result".</summary>
    public string Record { get; init; } = "result";

    /// <summary>"remove", "fill", "extend", "replace", "add", "refine", "unshadow" or "swap-background".</summary>
    public required string Command { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>"done", "degraded" (look at the warnings), "partial" (some outputs failed) or "failed" (all did).</summary>
    public required ResultStatus Status { get; init; }

    /// <summary>Engine that filled.</summary>
    public required string Engine { get; init; }

    /// <summary>The picture as read.</summary>
    public required InputRecord Input { get; init; }

    /// <summary>The user's mask, before growth.</summary>
    public required MaskRecord Mask { get; init; }

    /// <summary>One per fill, in the order of seeds.</summary>
    public required IReadOnlyList<OutputRecord> Outputs { get; init; }

    /// <summary>What the workflow found and chose before it filled, as sentences; absent if nothing was to be found.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Every warning once, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Wall-clock seconds with reading and writing.</summary>
    public double Seconds { get; init; }
}
