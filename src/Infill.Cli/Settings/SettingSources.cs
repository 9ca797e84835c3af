namespace Infill.Cli.Settings;

/// <summary>Everything that was set beside the command line, in order of precedence: variables, the folder's file, the user's file.</summary>
internal sealed class SettingSources
{
    private readonly SettingPlaces _places;
    private readonly SettingsFile?[] _files;

    private SettingSources(SettingPlaces places, SettingsFile?[] files) => (_places, _files) = (places, files);

    /// <summary>Reads the files that are there.</summary>
    /// <param name="places">Where to look.</param>
    /// <param name="catalog">Makes the catalog that files are held against; not called if there is no file.</param>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public static SettingSources Read(SettingPlaces places, Func<SettingCatalog> catalog) => new(places,
    [
        SettingsFile.Read(places.FolderFile, SettingOrigin.Folder, catalog),
        SettingsFile.Read(places.UserFile, SettingOrigin.User, catalog),
    ]);

    /// <summary>The strongest value of a setting for a command, or null if nobody set it. Not yet held against the option's range.</summary>
    public SettingValue? Find(string command, Setting setting) =>
        FromVariable(setting) ?? _files.Select(file => file?.Find(command, setting)).FirstOrDefault(found => found is not null);

    /// <summary>An empty variable counts as none, as shells write it to undo one.</summary>
    private SettingValue? FromVariable(Setting setting)
    {
        if (_places.Variable(setting.Variable) is not { } text || text.Trim().Length == 0)
        {
            return null;
        }

        return new SettingValue(setting, setting.Kind == SettingKind.Switch ? ToSwitch(text) : text, SettingOrigin.Environment, setting.Variable);
    }

    private static string ToSwitch(string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" => "true",
        "0" or "false" => "false",
        _ => text,
    };
}
