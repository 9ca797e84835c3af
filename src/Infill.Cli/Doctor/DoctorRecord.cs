using Infill.Cli.Reports;
using Infill.Cli.Settings;

namespace Infill.Cli.Doctor;

/// <summary>What <c>infill doctor --json</c> prints.</summary>
internal sealed record DoctorRecord
{
    /// <summary>Kind of this record: always "doctor".</summary>
    public string Record { get; init; } = "doctor";

    /// <summary>True if all that a job needs works; the exit code is 0 then, else 1.</summary>
    public bool IsHealthy => Findings.All(finding => !finding.IsRequired);

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Runtime, operating system, processor.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Version of libvips as loaded; absent if it cannot be loaded.</summary>
    public string? Libvips { get; init; }

    /// <summary>Versions of the native parts within libvips; empty if another libvips is loaded than the one that came with the program.</summary>
    public required IReadOnlyDictionary<string, string> NativeParts { get; init; }

    /// <summary>Every format, tried out on a small picture.</summary>
    public required IReadOnlyList<CodecRecord> Codecs { get; init; }

    /// <summary>Wall-clock seconds of a small fill with the default engine; absent if it failed.</summary>
    public double? FillSeconds { get; init; }

    /// <summary>The limits that hold here, with their origin.</summary>
    public required IReadOnlyList<ConfigSettingRecord> Limits { get; init; }

    /// <summary>Every engine of this build.</summary>
    public required IReadOnlyList<EngineRecord> Engines { get; init; }

    /// <summary>Models and erasers that settings name, then those of the store that can fill.</summary>
    public required IReadOnlyList<DoctorModelRecord> Models { get; init; }

    /// <summary>Folders that the program may write to.</summary>
    public required IReadOnlyList<FolderRecord> Folders { get; init; }

    /// <summary>What is broken or missing; nothing if all is well.</summary>
    public required IReadOnlyList<FindingRecord> Findings { get; init; }
}
