using System.CommandLine;
using Infill.Cli.Options;
using Infill.Cli.Settings;

namespace Infill.Cli.Commands;

/// <summary>Shows settings and where they come from.</summary>
internal static class ConfigCommand
{
    /// <summary>The command with its two subcommands.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("config", "Show the settings that hold here, and where they come from.");
        Add("list", "List every setting with its value and its origin.", (handler, voice) => handler.List(voice));
        Add("path", "Print where infill.json is looked for, the strongest place first.", (handler, voice) => handler.Path(voice));
        return command;

        void Add(string name, string description, Func<ConfigHandler, Voice, ExitCode> run)
        {
            var subcommand = new Command(name, description);
            var talk = new TalkOptions();
            talk.AddTo(subcommand, withJob: false);
            subcommand.SetAction(parsed =>
            {
                var voice = new Voice(output, error, talk.Read(parsed));
                return CommandScope.Run(voice, $"config {name}", _ => run(
                    new ConfigHandler(new SettingCatalog(CommandTree.RootOf(parsed)), CommandTree.PlacesOf(parsed)), voice));
            });
            command.Add(subcommand);
        }
    }
}
