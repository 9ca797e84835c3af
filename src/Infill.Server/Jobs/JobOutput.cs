using Infill.Imaging;

namespace Infill.Server.Jobs;

/// <summary>One result file of a job.</summary>
internal sealed record JobOutput
{
    /// <summary>Content hash: SHA-256 of the file, its name in the blob store.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 over size, format and samples: equal for equal pixels, whatever program or dialect asked for them.</summary>
    public required string PixelSha256 { get; init; }

    /// <summary>Format of the file.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>Length of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Columns and rows.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Seed of this fill.</summary>
    public required int Seed { get; init; }

    /// <summary>Measured on the final pixels: no kept one changed.</summary>
    public required KeepProof Proof { get; init; }

    /// <summary>What someone should know of this fill.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>True if the gate doubts the fill, or the run itself warned: the result stands, but someone should look at it.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>What the gate says, and what it tried; null if nobody judged.</summary>
    public TraceVerdict? Verdict { get; init; }

    /// <summary>Content hash of the heat map, a PNG of the result's size, or null.</summary>
    public string? HeatMap { get; init; }

    /// <summary>Everything that is served: the result and, as its own entry, the heat map.</summary>
    public IEnumerable<JobOutput> Served() => HeatMap is string heat ? [this, this with { Sha256 = heat, Format = FileFormat.Png, HeatMap = null }] : [this];
}
