namespace Infill.Cli.Settings;

/// <summary>Who may set an option beside the command line.</summary>
internal enum SettingTrust
{
    /// <summary>Variables, the user's file, and the infill.json of the current folder, whoever put it there.</summary>
    Anywhere,

    /// <summary>Variables and the user's own file only: what guards against a stranger's files must not come with them.</summary>
    UserOnly,
}
