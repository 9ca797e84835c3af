namespace Infill.Cli.Settings;

/// <summary>A value that somebody set.</summary>
/// <param name="Setting">What is set.</param>
/// <param name="Text">The value as it would be typed after the option.</param>
/// <param name="Origin">Which kind of place it comes from.</param>
/// <param name="Source">The variable's name or the file's path.</param>
internal sealed record SettingValue(Setting Setting, string Text, SettingOrigin Origin, string Source)
{
    /// <summary>Refuses a value that the option does not take.</summary>
    /// <exception cref="CliException">Says what is wrong and where it comes from.</exception>
    public SettingValue Checked() => Setting.FindProblem(Text) is string problem
        ? throw new CliException(ExitCode.WrongUse, $"{problem} It comes from {Source}.", SettingPlaces.WithoutSettings)
        : this;
}
