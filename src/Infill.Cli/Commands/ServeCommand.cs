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
        Option<bool> readOnly = ValueOption.Switch("--read-only", "The key may only read: the same as --scope read.");
        var scopes = new Option<string[]>("--scope") { Description = "What the key may do (default: everything); may be repeated.", HelpName = "read|write|tools", Arity = ArgumentArity.OneOrMore };
        scopes.AcceptOnlyFromAmong("read", "write", "tools");
        Option<int?> expires = ValueOption.Whole("--expires", "Days for which the key is good (default: for ever).", 1, 3650);
        Add("add", "Make a key and print it, once.", [name, scopes, readOnly, expires], (handler, parsed) =>
            handler.Add(parsed.GetRequiredValue(name), parsed.GetValue(readOnly) ? ["read"] : parsed.GetValue(scopes) ?? [], parsed.GetValue(expires)));
        Option<int?> grace = ValueOption.Whole("--grace", "Hours for which the old keys stay good (default 24).", 0, 24 * 365);
        Add("rotate", "Make a key in the place of a name's others, which stay good for a while.", [name, grace], (handler, parsed) =>
            handler.Rotate(parsed.GetRequiredValue(name), parsed.GetValue(grace) ?? 24));
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
