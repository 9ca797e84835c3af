using System.CommandLine;
using Infill.Cli.Checks;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Validates pictures, masks, their fit and the model without running. Takes what <c>fill</c> takes, so that a command is checked by changing one word.</summary>
internal static class CheckCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("check", "Validate pictures, masks, their fit, and a model or eraser without running: takes the options of remove, fill and swap-background and lists every problem.");
        Option<bool> decode = ValueOption.Switch("--decode", "Decode picture and masks as well: finds damaged pixels and empty masks.");
        var source = new SourceOptions();
        var stages = new StageOptions();
        var model = new ModelOptions(modelIsSettable: false);
        var target = new OutputOptions();
        var judge = new JudgeOptions();
        var swap = new SwapOptions();
        var talk = new TalkOptions();
        source.AddTo(command, withMask: true, withFillHints: true);
        command.Add(decode);
        target.AddTo(command);
        stages.AddMaskStageTo(command);
        stages.AddFillStagesTo(command);
        model.AddTo(command);
        command.Add(PreviewOption.Create());
        command.Add(ExplainOption.Create());
        judge.AddTo(command);
        swap.AddTo(command);
        talk.AddTo(command, withJob: true);
        command.SetAction(parsed =>
        {
            ModelArguments? named = model.ReadModel(parsed);
            SwapArguments? swapped = swap.ReadIfAsked(parsed);
            FillArguments fill = stages.ReadFillStages(parsed, "remove", hasModel: named is not null);
            var job = new JobArguments
            {
                Workflow = swapped is not null ? "swap-background" : named is null ? "remove" : "fill",
                Source = source.Read(parsed),
                Mask = stages.ReadMaskStage(parsed),
                Fill = swapped?.Prompt is string prompt ? fill with { Prompt = prompt } : fill,
                Swap = swapped,
                Model = named,
                Diffusion = model.ReadDiffusion(parsed),
                Output = target.Read(parsed),
                Gate = judge.Read(parsed),
            };
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "check", token => CheckHandler.Run(job, source.ReadInputs(parsed), parsed.GetValue(decode), voice, token));
        });
        return command;
    }
}
