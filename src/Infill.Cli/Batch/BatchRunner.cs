using System.Runtime.ExceptionServices;

namespace Infill.Cli.Batch;

/// <summary>Works through items, several at a time.</summary>
/// <param name="pace">How many at a time, and what a failure stops.</param>
/// <param name="worker">Does one item; serves all threads.</param>
/// <param name="ended">Told of each item that ended, by one thread at a time.</param>
internal sealed class BatchRunner(BatchPace pace, ItemWorker worker, Action<ItemOutcome> ended)
{
    private readonly Lock _taking = new();
    private readonly Lock _telling = new();
    private ExceptionDispatchInfo? _broken;
    private BatchStop _stop;
    private int _begun;

    /// <summary>Runs until the items end or something stops it. Jobs that run when a failure stops the batch are finished; an interrupt ends them.</summary>
    /// <param name="items">Taken one by one, by one thread at a time; may wait for the next, and then watches the token.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>Why it ended before the last item, or <see cref="BatchStop.None"/>.</returns>
    public BatchStop Run(IEnumerable<BatchItem> items, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using IEnumerator<BatchItem> source = items.GetEnumerator();
        Thread[] threads = [.. Enumerable.Range(1, pace.Jobs).Select(_ => new Thread(() => WorkOn(source, broken)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        _broken?.Throw();
        return cancellationToken.IsCancellationRequested ? BatchStop.Interrupted : _stop;
    }

    private void WorkOn(IEnumerator<BatchItem> source, CancellationTokenSource broken)
    {
        try
        {
            while (Take(source) is BatchItem item)
            {
                (ItemOutcome? outcome, BatchStop stop) = worker.Work(item, MayBegin, broken.Token);
                Tell(outcome);
                StopFor(stop != BatchStop.None || !pace.FailFast || outcome?.Status != ItemStatus.Failed ? stop : BatchStop.FailFast);
            }
        }
        catch (OperationCanceledException)
        {
            // The interrupted item is neither done nor failed; the next run takes it up.
        }
        catch (Exception reason)
        {
            // No item's fault (stdout is closed, a bug): the others are ended, and whoever runs the batch hears of it.
            _broken ??= ExceptionDispatchInfo.Capture(reason);
            broken.Cancel();
        }
    }

    private BatchItem? Take(IEnumerator<BatchItem> source)
    {
        lock (_taking)
        {
            return _stop == BatchStop.None && source.MoveNext() ? source.Current : null;
        }
    }

    private bool MayBegin() => pace.Limit is not int most || Interlocked.Increment(ref _begun) <= most;

    private void Tell(ItemOutcome? outcome)
    {
        if (outcome is not null)
        {
            lock (_telling)
            {
                ended(outcome);
            }
        }
    }

    private void StopFor(BatchStop reason)
    {
        if (reason != BatchStop.None)
        {
            lock (_telling)
            {
                _stop = _stop == BatchStop.None ? reason : _stop;
            }
        }
    }
}
