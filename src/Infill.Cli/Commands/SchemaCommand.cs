using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Schemas;

namespace Infill.Cli.Commands;

/// <summary>Prints the JSON Schema of a record.</summary>
internal static class SchemaCommand
{
    /// <summary>The command with its argument.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("schema", "Print the JSON Schema of a record that --json prints, or list the records.");
        var kind = new Argument<string?>("record")
        {
            Description = "Kind of record, as its first member \"record\" says; without it, all kinds are listed.",
            HelpName = "record",
            Arity = ArgumentArity.ZeroOrOne,
        };
        kind.CompletionSources.Add(_ => PublishedSchemas.Kinds.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        command.Add(kind);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, new TalkArguments());
            return CommandScope.Run(voice, "schema", _ => SchemaHandler.Run(parsed.GetValue(kind), voice));
        });
        return command;
    }
}
