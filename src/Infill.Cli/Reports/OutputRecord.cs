using Infill.Imaging;

namespace Infill.Cli.Reports;

/// <summary>One output of a job.</summary>
internal sealed record OutputRecord
{
    /// <summary>Path as written.</summary>
    public required string Path { get; init; }

    /// <summary>Seed of this fill.</summary>
    public required int Seed { get; init; }

    /// <summary>"done", "degraded" or "failed".</summary>
    public required OutputStatus Status { get; init; }

    /// <summary>Why it failed, else absent.</summary>
    public string? Error { get; init; }

    /// <summary>Format of the file; absent if it failed, as everything below.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>Length of the file.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public string? FileSha256 { get; init; }

    /// <summary>SHA-256 over size, format and samples: what a replay compares.</summary>
    public string? PixelSha256 { get; init; }

    /// <summary>The exact-keep proof, measured on the final pixels.</summary>
    public KeepProof? Proof { get; init; }

    /// <summary>"exact" (the written file decodes to the same pixels), "lossy" or "otherPixelFormat".</summary>
    public FileProof? FileProof { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the quality gate says; absent with <c>--no-gate</c>.</summary>
    public VerdictRecord? Verdict { get; init; }

    /// <summary>File that shows what is wrong where, or absent.</summary>
    public string? HeatMap { get; init; }

    /// <summary>Wall-clock seconds of this fill with writing.</summary>
    public double Seconds { get; init; }

    /// <summary>Folder of the trace, or absent.</summary>
    public string? Trace { get; init; }
}
