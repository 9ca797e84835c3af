using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Lists what can fill.</summary>
internal static class EnginesCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("engines", "List the engines that can fill.");
        Option<string?> eraser = StageOptions.ErasingFile();
        command.Add(eraser);
        var talk = new TalkOptions();
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "engines", _ => EnginesHandler.Run(parsed.GetValue(eraser), voice));
        });
        return command;
    }
}
