using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Imaging;
using Infill.Server.Running;

namespace Infill.Cli.Batch;

/// <summary>Puts together what a batch works with, and works.</summary>
/// <param name="batch">What the user asked for.</param>
/// <param name="folder">Where outputs go.</param>
/// <param name="journal">Remembers what is finished.</param>
/// <param name="thumbnails">Pictures for the report.</param>
/// <param name="shelf">Where engines are found.</param>
internal sealed class BatchWork(BatchArguments batch, OutputFolder folder, BatchJournal journal, ThumbnailStore thumbnails, EngineShelf shelf)
{
    /// <summary>Clock of outcomes and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs all items, or as many as it can.</summary>
    /// <param name="items">The items, in their order.</param>
    /// <param name="voice">Hears of each as it ends.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    public (BatchEnd End, IReadOnlyList<ItemOutcome> Outcomes) Run(IReadOnlyList<BatchItem> items, Voice voice, CancellationToken cancellationToken) =>
        BatchTicker.Run(voice, items.Count, ticker =>
        {
            var teller = new BatchTeller(voice, folder, ticker, items.Count);
            var outcomes = new List<ItemOutcome>();
            var runner = new BatchRunner(batch.Pace, MakeWorker(ticker, voice, items.Count), outcome =>
            {
                outcomes.Add(outcome);
                teller.Tell(outcome);
            });
            BatchStop stop = runner.Run(items, cancellationToken);
            return (new BatchEnd(teller.Counts, items.Count, stop), (IReadOnlyList<ItemOutcome>)outcomes);
        });

    /// <summary>Works on what comes into a watched folder until nothing more comes or somebody interrupts.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="voice">Hears of each item as it ends.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    public (BatchEnd End, IReadOnlyList<ItemOutcome> Outcomes) Watch(WatchSource source, Voice voice, CancellationToken cancellationToken) =>
        BatchTicker.Run(voice, items: null, ticker =>
        {
            voice.Say($"Watching '{PathText.Show(batch.Sources.Watch!)}'; Ctrl-C ends it.");
            var teller = new BatchTeller(voice, folder, ticker, items: null);
            var outcomes = new List<ItemOutcome>();
            void Ended(ItemOutcome outcome)
            {
                outcomes.Add(outcome);
                teller.Tell(outcome);
            }

            BatchStop stop = new BatchRunner(batch.Pace, MakeWorker(ticker, voice, count: null), Ended).Run(source.Items(cancellationToken), cancellationToken);
            foreach (BatchItem item in source.Rest())
            {
                Ended(new ItemOutcome { Item = item, Status = ItemStatus.Failed, Failure = item.Problem });
            }

            return (new BatchEnd(teller.Counts, teller.Counts.Ended, stop), (IReadOnlyList<ItemOutcome>)outcomes);
        });

    private ItemWorker MakeWorker(BatchTicker ticker, Voice voice, int? count)
    {
        var runner = new ItemRunner(shelf, new MemoryBudget(batch.Pace.MemoryBytes - MemoryEstimate.ProcessBytes), Time)
        {
            Lines = voice.Lines,
            Look = voice.IsVerbose ? ticker.Describe : null,
        };
        int size = Thumbnail.SizeFor(count);
        return new ItemWorker(batch, folder, journal, runner, Time)
        {
            Written = batch.Report is null ? null : (item, request, after) => Keep(item, request, after, size),
        };
    }

    private void Keep(BatchItem item, InpaintRequest request, Image after, int size)
    {
        try
        {
            thumbnails.Add(item.Output!, Thumbnail.EncodeSource(request, size), Thumbnail.Encode(after, size));
        }
        catch (Exception reason) when (reason is ImageFileException or ArgumentException or OutOfMemoryException)
        {
            // The output stands; a page without this thumbnail is no reason to call it failed.
        }
    }
}
