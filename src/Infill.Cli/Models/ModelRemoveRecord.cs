namespace Infill.Cli.Models;

/// <summary>What <c>infill models remove --json</c> prints.</summary>
internal sealed record ModelRemoveRecord
{
    /// <summary>Kind of this record: always "modelRemove".</summary>
    public string Record { get; init; } = "modelRemove";

    /// <summary>The revisions that are gone, as ID@REVISION.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Bytes that were freed; contents that other revisions use stay.</summary>
    public required long Freed { get; init; }
}
