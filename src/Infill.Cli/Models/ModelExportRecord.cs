namespace Infill.Cli.Models;

/// <summary>What <c>infill models export --json</c> prints.</summary>
internal sealed record ModelExportRecord
{
    /// <summary>Kind of this record: always "modelExport".</summary>
    public string Record { get; init; } = "modelExport";

    /// <summary>The revision that is in it.</summary>
    public required StoredModelRecord Model { get; init; }

    /// <summary>The bundle's path.</summary>
    public required string Bundle { get; init; }

    /// <summary>Bytes of the bundle.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the bundle, to compare where it arrives.</summary>
    public required string Sha256 { get; init; }
}
