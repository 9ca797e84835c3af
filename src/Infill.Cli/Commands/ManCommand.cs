using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Manual;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Prints or writes man pages.</summary>
internal static class ManCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("man", "Print the man page of a command, or write all pages into a folder.");
        var words = new Argument<string[]>("command") { Description = "The command's words, such as remove or config list; without them, the program's page.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> folder = ValueOption.Text("--output-dir", "DIR", "Write every page into this folder, which is made if it is not there.");
        command.Add(words);
        command.Add(folder);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, new TalkArguments());
            var handler = new ManualHandler(CommandTree.RootOf(parsed));
            return CommandScope.Run(voice, "man", _ => parsed.GetValue(folder) is string path
                ? handler.WriteAll(path, voice)
                : handler.Print(parsed.GetValue(words) ?? [], voice));
        });
        return command;
    }
}
