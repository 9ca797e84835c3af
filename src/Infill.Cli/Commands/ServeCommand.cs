using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Serving;
using Infill.Server.Telemetry;

namespace Infill.Cli.Commands;

/// <summary>The server, and its keys.</summary>
internal static class ServeCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("serve", "Serve jobs over HTTP on http://127.0.0.1:7060: durable, with progress, for other programs of this machine.");
        var options = new ServeOptions();
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, new TalkArguments());
            return CommandScope.Run(voice, "serve", token => ServeHandler.Run(options.Read(parsed), options.ReadEngines(parsed), new ServerLog(voice.Say, options.ReadJsonLog(parsed), TimeProvider.System), voice, token));
        });
        command.Add(CreateKeys(output, error));
        return command;
    }

    private static Command CreateKeys(TextWriter output, TextWriter error)
    {
        var keys = new Command("keys", "Make, list and remove the keys of a server; with keys, nobody comes in without one.");
        var name = new Argument<string>("name") { Description = "Whose key it is; keys of one name see the same jobs, so that one can replace another.", HelpName = "name" };
        Option<bool> readOnly = ValueOption.Switch("--read-only", "The key may only read.");
        Add("add", "Make a key and print it, once.", [name, readOnly], (handler, parsed) => handler.Add(parsed.GetRequiredValue(name), parsed.GetValue(readOnly)));
        Add("list", "List the keys by their first characters.", [], (handler, _) => handler.List());
        var which = new Argument<string>("key") { Description = "First characters as listed, or a name for all of its keys.", HelpName = "prefix|name" };
        Add("remove", "Remove a key.", [which], (handler, parsed) => handler.Remove(parsed.GetRequiredValue(which)));
        return keys;

        void Add(string word, string description, Symbol[] symbols, Func<KeysHandler, ParseResult, ExitCode> run)
        {
            var subcommand = new Command(word, description);
            foreach (Symbol symbol in symbols)
            {
                if (symbol is Argument argument)
                {
                    subcommand.Add(argument);
                }
                else
                {
                    subcommand.Add((Option)symbol);
                }
            }

            Option<string?> data = ServeOptions.DataFolder();
            subcommand.Add(data);
            subcommand.SetAction(parsed =>
            {
                var voice = new Voice(output, error, new TalkArguments());
                return CommandScope.Run(voice, $"serve keys {word}", _ =>
                    run(new KeysHandler(parsed.GetValue(data) ?? ServePlaces.Default(Environment.GetEnvironmentVariable), voice), parsed));
            });
            keys.Add(subcommand);
        }
    }
}
