namespace Infill.Cli.Reports;

/// <summary>What <c>infill engines --json</c> prints.</summary>
internal sealed record EnginesRecord
{
    /// <summary>Kind of this record: always "engines".</summary>
    public string Record { get; init; } = "engines";

    /// <summary>Every engine of this build, by name.</summary>
    public required IReadOnlyList<EngineRecord> Engines { get; init; }
}
