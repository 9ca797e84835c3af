using System.CommandLine;
using Infill.Cli.Commands;
using Infill.Cli.Reports;

namespace Infill.Cli.Manual;

/// <summary>Prints a page, or writes all of them into a folder.</summary>
/// <param name="root">The tree.</param>
internal sealed class ManualHandler(RootCommand root)
{
    /// <summary>Prints the page of a command; of the program without words.</summary>
    /// <exception cref="CliException">There is no such command.</exception>
    public ExitCode Print(string[] words, Voice voice)
    {
        string path = string.Join(' ', words);
        Command command = path.Length == 0 ? root : CommandPath.All(root).FirstOrDefault(c => CommandPath.Of(c) == path) ?? throw new CliException(
            ExitCode.WrongUse,
            $"There is no command '{path}'{Spelling.Suggest(path, CommandPath.All(root).Select(CommandPath.Of))}.",
            "infill --help");
        voice.Output.Write(ManualPage.Write(command));
        return ExitCode.Done;
    }

    /// <summary>Writes a page per command, infill.1 and infill-COMMAND.1; pages that are there are replaced, nothing else is touched.</summary>
    public ExitCode WriteAll(string folder, Voice voice)
    {
        Directory.CreateDirectory(folder);
        Command[] commands = [root, .. CommandPath.All(root)];
        foreach (Command command in commands)
        {
            string page = Path.Combine(folder, ManualPage.NameOf(command) + ".1");
            string temporary = $"{page}.{Environment.ProcessId}.tmp";
            File.WriteAllText(temporary, ManualPage.Write(command));
            File.Move(temporary, page, overwrite: true);
        }

        voice.Say($"{commands.Length} pages → {folder}");
        return ExitCode.Done;
    }
}
