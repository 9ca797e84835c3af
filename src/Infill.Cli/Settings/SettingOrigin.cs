namespace Infill.Cli.Settings;

/// <summary>Where a setting's value comes from, the strongest last; the command line itself stands above all.</summary>
internal enum SettingOrigin
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>infill.json in the user's configuration folder.</summary>
    User,

    /// <summary>infill.json in the current folder.</summary>
    Folder,

    /// <summary>A variable INFILL_….</summary>
    Environment,
}
