namespace Infill.Cli.Settings;

/// <summary>What <c>infill config path --json</c> prints.</summary>
internal sealed record ConfigPathRecord
{
    /// <summary>Kind of this record: always "configPath".</summary>
    public string Record { get; init; } = "configPath";

    /// <summary>Where files are looked for, the strongest first.</summary>
    public required IReadOnlyList<ConfigFileRecord> Files { get; init; }
}
