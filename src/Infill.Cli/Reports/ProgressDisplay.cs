using Infill.Cli.Commands;
using Spectre.Console;

namespace Infill.Cli.Reports;

/// <summary>Shows how far a job is, on stderr: as a bar with stage, step and time left, or as lines for programs; and, if asked for, what it looks like by now.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs the work under a bar or with lines, as the user wants it.</summary>
    /// <param name="voice">Says what is wanted.</param>
    /// <param name="job">Name of the job: its input as the user wrote it.</param>
    /// <param name="fills">Number of fills in the job.</param>
    /// <param name="work">Gets where to report steps, or null if nobody looks.</param>
    public static T Run<T>(Voice voice, string job, int fills, Func<ProgressSink?, T> work)
    {
        PreviewFile? preview = voice.Talk.Preview is string path ? new PreviewFile(path) : null;
        T result = voice.ShowsBar ? RunUnderBar(voice, fills, preview, work)
            : work(voice.Lines?.Follow(job, fills, preview) ?? (preview is null ? null : new ProgressSink((_, step) => preview.Show(step))));
        if (preview?.Problem is string problem)
        {
            voice.Say(problem);
        }

        return result;
    }

    private static T RunUnderBar<T>(Voice voice, int fills, PreviewFile? preview, Func<ProgressSink?, T> work)
    {
        return BarConsole.CreateBar(BarConsole.Open(voice)).Start(context =>
        {
            ProgressTask bar = context.AddTask("Reading", maxValue: fills);

            // Drawn at once: the timer's first round comes when a short job may be past its reading, or over.
            context.Refresh();
            T result = work(new ProgressSink((fill, step) =>
            {
                bar.Description = Describe(fill, fills, step);
                bar.Value = fill - 1 + step.Fraction;
                preview?.Show(step);
            }));
            bar.Value = fills;
            return result;
        });
    }

    private static string Describe(int fill, int fills, StageProgress step)
    {
        string number = fills > 1 ? $"{fill}/{fills} " : "";
        string region = step.Regions > 1 ? $" region {step.Region}/{step.Regions}" : "";
        string steps = step.Steps > 0 ? $" step {step.Step}/{step.Steps}" : "";
        return $"{number}{step.Stage}{region}{steps}";
    }
}
