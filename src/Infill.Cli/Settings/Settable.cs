using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Infill.Cli.Settings;

/// <summary>
/// Marks the options that may come from settings. Without the mark an option is the command line's alone: whatever names inputs and
/// outputs, allows overwriting or runs other programs must be typed by whoever starts the job.
/// </summary>
internal static class Settable
{
    private static readonly ConditionalWeakTable<Option, StrongBox<SettingTrust>> Marks = [];

    /// <summary>Lets the option come from variables and infill.json as well.</summary>
    /// <param name="option">An option with a name of its own; the mark hangs on this object, not on the name.</param>
    /// <param name="trust">Who may set it.</param>
    /// <returns>The same option.</returns>
    public static T FromSettings<T>(this T option, SettingTrust trust = SettingTrust.Anywhere)
        where T : Option
    {
        Marks.AddOrUpdate(option, new StrongBox<SettingTrust>(trust));
        return option;
    }

    /// <summary>The settings of a command, in the order of its options.</summary>
    public static IEnumerable<Setting> Of(Command command)
    {
        foreach (Option option in command.Options)
        {
            if (Marks.TryGetValue(option, out StrongBox<SettingTrust>? trust))
            {
                yield return new Setting(option, trust.Value);
            }
        }
    }
}
