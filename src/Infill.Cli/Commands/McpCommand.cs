using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Serving;

namespace Infill.Cli.Commands;

/// <summary>Tools for agents over stdin and stdout.</summary>
internal static class McpCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("mcp", "Give an agent tools to edit pictures, over stdin and stdout (Model Context Protocol); 'infill serve' has them under /mcp.");
        var roots = new Option<string[]>("--root")
        {
            Description = "A folder that the agent may read pictures from and write new ones to (default: the current folder); may be repeated.",
            HelpName = "FOLDER",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> model = ServeOptions.ModelFile(), eraser = StageOptions.ErasingFile();
        Array.ForEach<Option>([roots, model, eraser], command.Add);
        command.SetAction(parsed =>
        {
            // Stdout is the agent's alone: whatever a person should read goes to stderr.
            var voice = new Voice(error, error, new TalkArguments());
            return CommandScope.Run(voice, "mcp", token => McpHandler.Run(
                parsed.GetValue(roots) ?? [Directory.GetCurrentDirectory()], ServeOptions.ToEngines(parsed.GetValue(model), parsed.GetValue(eraser)), voice, token));
        });
        return command;
    }
}
