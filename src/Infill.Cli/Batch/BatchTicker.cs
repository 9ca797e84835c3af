using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Spectre.Console;

namespace Infill.Cli.Batch;

/// <summary>Where a running batch speaks: lines on stderr, and above them a bar if stderr is a terminal.</summary>
internal sealed class BatchTicker
{
    private readonly Action<string> _write;
    private readonly Action<BatchCounts> _tick;

    private BatchTicker(Action<string> write, Action<BatchCounts> tick, bool hasBar) => (_write, _tick, HasBar) = (write, tick, hasBar);

    /// <summary>True if a bar shows what is done, so that lines about successes would only push it along.</summary>
    public bool HasBar { get; }

    /// <summary>Runs the work with a bar if one is wanted.</summary>
    /// <param name="voice">Says whether.</param>
    /// <param name="items">Items in all; null = not known, no bar.</param>
    /// <param name="work">Gets where to speak.</param>
    public static T Run<T>(Voice voice, int? items, Func<BatchTicker, T> work)
    {
        if (!voice.ShowsBar || items is not int total)
        {
            return work(new BatchTicker(voice.Error.WriteLine, _ => { }, hasBar: false));
        }

        IAnsiConsole console = BarConsole.Open(voice);
        return BarConsole.CreateBar(console).Start(context =>
        {
            ProgressTask bar = context.AddTask(Describe(new BatchCounts(), total), maxValue: total);
            context.Refresh();
            return work(new BatchTicker(
                line => console.WriteLine(line),
                counts =>
                {
                    bar.Description = Describe(counts, total);
                    bar.Value = counts.Ended;
                },
                hasBar: true));
        });
    }

    /// <summary>One line.</summary>
    public void WriteLine(string line) => _write(line);

    /// <summary>What each stage of a run decided, together and under the picture's name: others run at the same time.</summary>
    public void Describe(JobArguments job, Trace trace) =>
        _write(string.Join(Environment.NewLine, VerboseReport.Describe(trace, job.Fill.EngineReason).Select(line => "  " + line).Prepend(PathText.Show(job.Source.Image))));

    /// <summary>Moves the bar.</summary>
    public void Tick(BatchCounts counts) => _tick(counts);

    private static string Describe(BatchCounts counts, int total) =>
        $"{counts.Ended}/{total}" + (counts.Failed > 0 ? $", {counts.Failed} failed" : "");
}
