using System.CommandLine;
using Infill.Cli.Options;
using Infill.Cli.Settings;
using Infill.Cli.Traces;

namespace Infill.Cli.Commands;

/// <summary>Runs a traced job again and compares.</summary>
internal static class ReplayCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("replay", "Run a traced job again and say whether the result has the same bytes.");
        var trace = new Argument<string>("trace") { Description = "A trace.json, or the folder that holds one." };
        Option<string?> input = ValueOption.Text("--input", "FILE", "The picture, if it is no longer where the trace says; its pixels must be the same. - is stdin.");
        Option<string?> file = ValueOption.Text("--output", "FILE", "Also write the result here. - is stdout.");
        Option<string?> format = ValueOption.Word("--format", "Format to write where no extension names one, as on stdout (default: the recorded one, else the input's).", FormatWord.All);
        Option<bool> overwrite = ValueOption.Switch("--overwrite", "Replace an existing output.");
        Option<int?> threads = ValueOption.Whole("--threads", "Worker threads (default: as recorded); never changes the result.", 0, 1024).FromSettings();
        var talk = new TalkOptions();
        command.Add(trace);
        command.Add(input);
        command.Add(file);
        command.Add(format);
        command.Add(overwrite);
        command.Add(threads);
        talk.AddTo(command, withJob: true);
        command.SetAction(parsed =>
        {
            var job = new ReplayJob
            {
                Trace = parsed.GetRequiredValue(trace),
                Input = parsed.GetValue(input),
                Output = parsed.GetValue(file),
                Format = FormatWord.Parse(parsed.GetValue(format)),
                Overwrite = parsed.GetValue(overwrite),
                Threads = parsed.GetValue(threads),
            };
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "replay", token => ReplayHandler.Run(job, voice, token));
        });
        return command;
    }
}
