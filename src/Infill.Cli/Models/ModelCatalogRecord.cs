namespace Infill.Cli.Models;

/// <summary>What <c>infill models list --known --json</c> prints.</summary>
internal sealed record ModelCatalogRecord
{
    /// <summary>Kind of this record: always "modelCatalog".</summary>
    public string Record { get; init; } = "modelCatalog";

    /// <summary>Models that are known to be of use; any other can be pulled as well.</summary>
    public required IReadOnlyList<KnownModelRecord> Models { get; init; }
}
