namespace Infill.Cli.Doctor;

/// <summary>A folder and whether it can be written to.</summary>
internal sealed record FolderRecord
{
    /// <summary>"current", "temporary" or "configuration".</summary>
    public required FolderPurpose Purpose { get; init; }

    /// <summary>Where it is, or would be.</summary>
    public required string Path { get; init; }

    /// <summary>True if it is there.</summary>
    public required bool Exists { get; init; }

    /// <summary>True if a file could be made in it; for a folder that is not there, in its nearest parent.</summary>
    public required bool IsWritable { get; init; }
}
