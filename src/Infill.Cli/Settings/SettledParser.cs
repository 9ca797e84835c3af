using System.CommandLine;
using Infill.Cli.Commands;

namespace Infill.Cli.Settings;

/// <summary>Parses a command line and fills in from the settings what it does not say. A command sees from where only if it asks.</summary>
internal sealed class SettledParser : ParserConfiguration
{
    private SettledParser() => ResponseFileTokenReplacer = null;

    /// <summary>The settings that took effect.</summary>
    public IReadOnlyList<SettingValue> Settings { get; private init; } = [];

    /// <summary>Parses the arguments alone.</summary>
    /// <remarks>No response files: an argument that starts with @ is a file name like any other.</remarks>
    public static ParseResult ParseAlone(RootCommand root, string[] args) => root.Parse(args, new SettledParser());

    /// <summary>Parses the arguments again with the settings of their command, as if the user had typed them.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="alone">What they gave alone, without errors.</param>
    /// <param name="places">Where settings are looked for.</param>
    /// <exception cref="CliException">A setting that would take effect cannot be used.</exception>
    public static ParseResult Parse(RootCommand root, string[] args, ParseResult alone, SettingPlaces places)
    {
        Command command = alone.CommandResult.Command;
        string path = CommandPath.Of(command);
        SettingSources sources = SettingSources.Read(places, () => new SettingCatalog(root));
        SettingValue[] settings =
        [
            .. from setting in Settable.Of(command)
               where alone.GetResult(setting.Option) is not { Implicit: false }
               select sources.Find(path, setting)?.Checked() into value
               where value is not null
               select value,
        ];
        if (settings.Length == 0)
        {
            return alone;
        }

        // Right after the command's words: at the end they might stand behind a "--", which turns options into file names.
        int at = IndexAfterWords(args, path);
        string[] more = [.. settings.Select(value => value.Setting.ToArgument(value.Text))];
        return root.Parse([.. args[..at], .. more, .. args[at..]], new SettledParser { Settings = settings });
    }

    /// <summary>The settings that a parsed command line was filled in with.</summary>
    public static IReadOnlyList<SettingValue> SettingsOf(ParseResult parsed) => (parsed.Configuration as SettledParser)?.Settings ?? [];

    private static int IndexAfterWords(string[] args, string path) =>
        path.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(0, (at, word) => Array.IndexOf(args, word, at) + 1);
}
