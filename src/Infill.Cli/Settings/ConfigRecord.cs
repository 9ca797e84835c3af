namespace Infill.Cli.Settings;

/// <summary>What <c>infill config list --json</c> prints.</summary>
internal sealed record ConfigRecord
{
    /// <summary>Kind of this record: always "config".</summary>
    public string Record { get; init; } = "config";

    /// <summary>Where files are looked for, the strongest first.</summary>
    public required IReadOnlyList<ConfigFileRecord> Files { get; init; }

    /// <summary>Every setting by name, and below it the commands that differ.</summary>
    public required IReadOnlyList<ConfigSettingRecord> Settings { get; init; }

    /// <summary>Variables that start with INFILL_ and set nothing; mostly typing errors.</summary>
    public required IReadOnlyList<string> UnknownVariables { get; init; }
}
