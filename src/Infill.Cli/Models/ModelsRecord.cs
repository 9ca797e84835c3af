namespace Infill.Cli.Models;

/// <summary>What <c>infill models list --json</c> prints.</summary>
internal sealed record ModelsRecord
{
    /// <summary>Kind of this record: always "models".</summary>
    public string Record { get; init; } = "models";

    /// <summary>The folder of the cache.</summary>
    public required string Cache { get; init; }

    /// <summary>Every revision of every model, by name.</summary>
    public required IReadOnlyList<StoredModelRecord> Models { get; init; }
}
