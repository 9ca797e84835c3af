namespace Infill.Cli.Settings;

/// <summary>A file that settings are looked for in.</summary>
internal sealed record ConfigFileRecord
{
    /// <summary>Where it is, or would be.</summary>
    public required string Path { get; init; }

    /// <summary>"folder" or "user".</summary>
    public required SettingOrigin Origin { get; init; }

    /// <summary>True if it is there.</summary>
    public required bool Exists { get; init; }

    /// <summary>The files of some places, the strongest first.</summary>
    public static ConfigFileRecord[] Of(SettingPlaces places) =>
    [
        .. from place in new[] { (Path: places.FolderFile, Origin: SettingOrigin.Folder), (Path: places.UserFile, Origin: SettingOrigin.User) }
           where place.Path is not null
           select new ConfigFileRecord { Path = place.Path, Origin = place.Origin, Exists = File.Exists(place.Path) },
    ];
}
