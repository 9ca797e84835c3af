namespace Infill.Cli.Models;

/// <summary>What <c>infill models verify --json</c> prints.</summary>
internal sealed record ModelVerifyRecord
{
    /// <summary>Kind of this record: always "modelVerify".</summary>
    public string Record { get; init; } = "modelVerify";

    /// <summary>True if no content is damaged or missing; the exit code is then 0, else 1.</summary>
    public required bool IsSound { get; init; }

    /// <summary>Bytes that were read.</summary>
    public required long Bytes { get; init; }

    /// <summary>Every content of the models, by model and hash.</summary>
    public required IReadOnlyList<BlobRecord> Blobs { get; init; }
}
