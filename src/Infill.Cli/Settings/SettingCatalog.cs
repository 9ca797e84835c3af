using System.CommandLine;
using Infill.Cli.Commands;

namespace Infill.Cli.Settings;

/// <summary>Every setting of every command, from the options themselves.</summary>
internal sealed class SettingCatalog
{
    private readonly Dictionary<string, IReadOnlyList<Setting>> _commands = new(StringComparer.Ordinal);
    private readonly HashSet<string> _options = new(StringComparer.Ordinal);

    /// <summary>Reads the tree.</summary>
    public SettingCatalog(RootCommand root)
    {
        foreach (Command command in CommandPath.All(root))
        {
            _commands.Add(CommandPath.Of(command), [.. Settable.Of(command)]);
            _options.UnionWith(command.Options.Select(option => option.Name.TrimStart('-')));
        }

        All = [.. _commands.Values.SelectMany(settings => settings).DistinctBy(s => s.Name).OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>One setting per name, by name.</summary>
    public IReadOnlyList<Setting> All { get; }

    /// <summary>Paths of the commands that have settings: "remove", "config list".</summary>
    public IEnumerable<string> Commands => _commands.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key);

    /// <summary>The settings of a command, or null if there is no such command with settings.</summary>
    public IReadOnlyList<Setting>? Of(string command) => _commands.TryGetValue(command, out IReadOnlyList<Setting>? settings) && settings.Count > 0 ? settings : null;

    /// <summary>True if some command has an option of that name, though it may not come from settings.</summary>
    public bool IsOption(string name) => _options.Contains(name);
}
