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
}
