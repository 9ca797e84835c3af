using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>The four commands that run an engine; they differ in their options and defaults only.</summary>
internal static class JobCommand
{
    /// <summary>Removes an object: the mask is grown a little, because masks are drawn too tight.</summary>
    public static Command Remove(TextWriter output, TextWriter error) => WithMask(
        new Command("remove", "Remove what the mask covers and fill in what could be behind it."), output, error);

    /// <summary>Fills exactly the mask.</summary>
    public static Command Fill(TextWriter output, TextWriter error) => WithMask(
        new Command("fill", "Fill exactly the masked pixels (scratches, holes): as remove, without growing the mask."), output, error);

    /// <summary>Fills the mask with what a text says.</summary>
    public static Command Replace(TextWriter output, TextWriter error) => WithMask(
        new Command("replace", "Replace what the mask covers by what --prompt says; needs an engine that takes text."), output, error);

    /// <summary>Grows the picture.</summary>
    public static Command Extend(TextWriter output, TextWriter error) => Complete(
        new Command("extend", "Extend the picture at its sides, or to a ratio of width to height."), new ExtendOptions(), output, error);

    private static Command WithMask(Command command, TextWriter output, TextWriter error) => Complete(command, null, output, error);

    private static Command Complete(Command command, ExtendOptions? extend, TextWriter output, TextWriter error)
    {
        var source = new SourceOptions();
        var stages = new StageOptions();
        var target = new OutputOptions();
        var talk = new TalkOptions();
        source.AddTo(command, withMask: extend is null, withFillHints: true);
        extend?.AddTo(command);
        target.AddTo(command);
        if (extend is null)
        {
            stages.AddMaskStageTo(command);
        }

        stages.AddFillStagesTo(command);
        talk.AddTo(command, withJob: true);
        command.SetAction(parsed =>
        {
            var job = new JobArguments
            {
                Workflow = command.Name,
                Source = source.Read(parsed),
                Extend = extend?.Read(parsed),
                Mask = extend is null ? stages.ReadMaskStage(parsed) : new MaskArguments(),
                Fill = stages.ReadFillStages(parsed),
                Output = target.Read(parsed),
            };
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, command.Name, token => JobHandler.Run(job, voice, token));
        });
        return command;
    }
}
