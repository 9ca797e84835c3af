using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Items of a watched folder as they come.</summary>
/// <param name="batch">What the user asked for.</param>
/// <param name="planner">Makes items of pictures.</param>
/// <param name="time">Clock of the looks.</param>
internal sealed class WatchSource(BatchArguments batch, PairPlanner planner, TimeProvider time)
{
    /// <summary>Time between two looks: a copy that stands still for so long is taken to be complete.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly FolderWatch _watch = new(batch.Sources.Watch!, planner.Options, planner.MaskOf);
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Items until nothing new has come for as long as the user said.</summary>
    /// <exception cref="OperationCanceledException">Interrupted while waiting.</exception>
    public IEnumerable<BatchItem> Items(CancellationToken cancellationToken)
    {
        long last = time.GetTimestamp();
        while (batch.Sources.IdleExitSeconds is not int idle || time.GetElapsedTime(last) < TimeSpan.FromSeconds(idle))
        {
            planner.Refresh();
            InputSet found = _watch.Look();
            foreach (BatchItem item in found.Failures.Select(planner.ToItem).Concat(found.Files.SelectMany(planner.ToItems)))
            {
                yield return Claim(item with { Number = ++_number });
                last = time.GetTimestamp();
            }

            Task.Delay(Interval, time, cancellationToken).GetAwaiter().GetResult();
        }
    }

    /// <summary>Pictures that were not ready when the watch ended, as failures.</summary>
    public IEnumerable<BatchItem> Rest() => _watch.Waiting.Select(file => new BatchItem
    {
        Number = ++_number,
        Input = file.Path,
        Problem = new Failure(ExitCode.Failed, _watch.LacksMask(file)
            ? "It had no mask when the watch ended."
            : "It was empty or still changing when the watch ended.", "the same command again"),
    });

    /// <summary>Two pictures can want one output, with <c>--format</c>; the first that came has it.</summary>
    private BatchItem Claim(BatchItem item) =>
        item.Output is null || _outputs.TryAdd(item.Output, item.Input) || _outputs[item.Output] == item.Input
            ? item
            : item with
            {
                Job = null,
                Problem = new Failure(ExitCode.WrongUse, $"Its output '{PathText.Show(item.Output)}' is that of '{PathText.Show(_outputs[item.Output])}'.", "infill batch --help"),
            };
}
