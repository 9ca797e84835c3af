using System.CommandLine;
using Infill.Cli.Completion;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;

namespace Infill.Cli.Commands;

/// <summary>Prints what a shell needs to complete command lines.</summary>
internal static class CompletionCommand
{
    /// <summary>The command with its argument.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("completion", "Print the script that lets a shell complete infill's commands, options and values.");
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or powershell.", HelpName = "shell" };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        command.Add(shell);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, new TalkArguments());
            return CommandScope.Run(voice, "completion", _ => Print(parsed.GetRequiredValue(shell), voice));
        });
        return command;
    }

    private static ExitCode Print(string shell, Voice voice)
    {
        voice.Output.Write(CompletionScripts.Find(shell) ?? throw new CliException(
            ExitCode.WrongUse,
            $"There is no completion for '{shell}'{Spelling.Suggest(shell, CompletionScripts.Shells)}; known: {string.Join(", ", CompletionScripts.Shells)}."));
        return ExitCode.Done;
    }
}
