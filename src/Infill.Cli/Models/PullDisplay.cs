using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Onnx.Store;
using Spectre.Console;

namespace Infill.Cli.Models;

/// <summary>Shows how far a pull or a verification is, on stderr: as a bar, or as lines for programs.</summary>
internal static class PullDisplay
{
    private const int LongestName = 40;

    /// <summary>Runs the work under a bar or with lines, as the user wants it.</summary>
    /// <param name="voice">Says what is wanted.</param>
    /// <param name="model">The model as the user wrote it.</param>
    /// <param name="work">Gets where to report, or null if nobody looks.</param>
    public static T Run<T>(Voice voice, string model, Func<IProgress<PullProgress>?, T> work)
    {
        if (voice.Lines is ProgressLines lines)
        {
            return work(new PullSink(step => lines.Pull(model, (step.Files, step.TotalFiles), Share(step))));
        }

        return voice.ShowsBar ? UnderBar(voice, work) : work(null);
    }

    private static T UnderBar<T>(Voice voice, Func<IProgress<PullProgress>?, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(voice.Error),
            ColorSystem = voice.Talk.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.Yes,
        });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("Asking", maxValue: 1);
                return work(new PullSink(step =>
                {
                    string name = step.File.Length > LongestName ? "…" + step.File[^LongestName..] : step.File;
                    bar.Description = Markup.Escape($"{step.Files}/{step.TotalFiles} {name}");
                    bar.MaxValue = Math.Max(1, step.TotalBytes);
                    bar.Value = step.Bytes;
                }));
            });
    }

    private static double Share(PullProgress step) => step.TotalBytes == 0 ? 1 : (double)step.Bytes / step.TotalBytes;
}
