namespace Infill.Cli.Settings;

/// <summary>How a setting is written in infill.json.</summary>
internal enum SettingKind
{
    /// <summary>true or false.</summary>
    Switch,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text such as "4%" or "4px", or a number of pixels.</summary>
    Length,

    /// <summary>A text.</summary>
    Text,
}
