using System.CommandLine;
using Infill.Cli.Checks;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Validates pictures, masks and their fit without running. Takes what <c>remove</c> takes, so that a command is checked by changing one word.</summary>
internal static class CheckCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("check", "Validate pictures, masks and their fit without running: takes the options of remove and lists every problem.");
        Option<bool> decode = ValueOption.Switch("--decode", "Decode picture and masks as well: finds damaged pixels and empty masks.");
        var source = new SourceOptions();
        var stages = new StageOptions();
        var target = new OutputOptions();
        var talk = new TalkOptions();
        source.AddTo(command, withMask: true, withFillHints: true);
        command.Add(decode);
        target.AddTo(command);
        stages.AddMaskStageTo(command);
        stages.AddFillStagesTo(command);
        talk.AddTo(command, withJob: true);
        command.SetAction(parsed =>
        {
            var job = new JobArguments
            {
                Workflow = "remove",
                Source = source.Read(parsed),
                Mask = stages.ReadMaskStage(parsed),
                Fill = stages.ReadFillStages(parsed, "remove"),
                Output = target.Read(parsed),
            };
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "check", token => CheckHandler.Run(job, source.ReadInputs(parsed), parsed.GetValue(decode), voice, token));
        });
        return command;
    }
}
