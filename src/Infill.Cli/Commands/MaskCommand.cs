using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Makes, combines, previews and describes masks.</summary>
internal static class MaskCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("mask", "Make, combine, preview and describe masks.");
        Option<string?> file = ValueOption.Text("--output", "FILE", "Mask file to write, white = fill (.png and .tif hold 16 bit). - is stdout.");
        Option<string?> folder = ValueOption.Text("--output-dir", "DIR", "Folder for one mask file per input, under its name. Made if it is missing.");
        Option<string?> preview = ValueOption.Text("--preview", "FILE", "Write the picture with the mask laid over it in red. - is stdout.");
        Option<string?> previewFolder = ValueOption.Text("--preview-dir", "DIR", "Folder for one preview per input, under its name. Made if it is missing.");
        Option<string?> format = ValueOption.Word("--format", "Format to write where no extension names one, as on stdout (default: png for the mask, the input's for the preview).", FormatWord.All);
        Option<bool> describe = ValueOption.Switch("--describe", "Print area, regions and bounds; also what happens without --output and --preview.");
        Option<bool> candidates = ValueOption.Switch("--candidates", "Write, preview and describe every proposal for --click and --box, as FILE-1, FILE-2 … from the best on.");
        Option<bool> overwrite = ValueOption.Switch("--overwrite", "Replace existing files.");
        var source = new SourceOptions();
        var stages = new StageOptions();
        var talk = new TalkOptions();
        source.AddTo(command, withMask: true, withFillHints: false);
        command.Add(file);
        command.Add(folder);
        command.Add(preview);
        command.Add(previewFolder);
        command.Add(format);
        command.Add(describe);
        command.Add(candidates);
        command.Add(overwrite);
        stages.AddMaskStageTo(command, settable: false);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            var job = new MaskJob
            {
                Source = source.Read(parsed),
                Preparation = stages.ReadMaskStage(parsed),
                Output = parsed.GetValue(file),
                OutputFolder = parsed.GetValue(folder),
                Preview = parsed.GetValue(preview),
                PreviewFolder = parsed.GetValue(previewFolder),
                Format = FormatWord.Parse(parsed.GetValue(format)),
                Describe = parsed.GetValue(describe),
                Candidates = parsed.GetValue(candidates),
                Overwrite = parsed.GetValue(overwrite),
            };
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "mask", token => MaskHandler.Run(job, source.ReadInputs(parsed), voice, token));
        });
        return command;
    }
}
