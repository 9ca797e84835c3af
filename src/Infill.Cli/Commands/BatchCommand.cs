using System.CommandLine;
using Infill.Cli.Batch;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Runs one workflow, or a manifest of them, on many pictures.</summary>
internal static class BatchCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("batch", "Run a workflow on many pictures, several at a time; started again, it goes on where it stopped.");
        var options = new BatchOptions();
        var talk = new TalkOptions();
        options.AddTo(command);
        talk.AddTo(command, withJob: true);
        command.SetAction(parsed =>
        {
            BatchArguments batch = options.Read(parsed);
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "batch", token => BatchHandler.Run(batch, voice, token));
        });
        return command;
    }
}
