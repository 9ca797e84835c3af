using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Lets jobs begin while what they will need together fits. Any thread may ask; who waits is woken as others end.</summary>
/// <remarks>A job's need is known in two steps: what its header says, and, once its mask is read, what its regions take. Only one job
/// stands between the two at a time, so jobs never wait for each other in a circle: whoever waits for its second step waits
/// for jobs that have all they need.</remarks>
/// <param name="bytes">For all jobs together, above 0.</param>
internal sealed class MemoryBudget(long bytes)
{
    private readonly object _gate = new();
    private long _reserved;
    private bool _isReading;

    /// <summary>Bytes reserved now.</summary>
    public long Reserved
    {
        get
        {
            lock (_gate)
            {
                return _reserved;
            }
        }
    }

    /// <summary>Waits until the first step fits and reserves it.</summary>
    /// <param name="need">Bytes for reading the picture.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reservation; disposing it gives the bytes back.</returns>
    /// <exception cref="CliException">Alone, it is more than the budget.</exception>
    public MemoryShare Admit(long need, CancellationToken cancellationToken)
    {
        RequirePossible(need);
        lock (_gate)
        {
            Wait(() => !_isReading && _reserved + need <= bytes, cancellationToken);
            _isReading = true;
            _reserved += need;
        }

        return new MemoryShare(this, need);
    }

    /// <summary>Waits until a reservation can have its second step's size.</summary>
    internal void Settle(long reserved, long need, CancellationToken cancellationToken)
    {
        RequirePossible(need);
        lock (_gate)
        {
            Wait(() => _reserved - reserved + need <= bytes, cancellationToken);
            _reserved += need - reserved;
            _isReading = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes bytes back.</summary>
    internal void Release(long reserved, bool wasReading)
    {
        lock (_gate)
        {
            _reserved -= reserved;
            _isReading &= !wasReading;
            Monitor.PulseAll(_gate);
        }
    }

    private void Wait(Func<bool> condition, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration wake = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        });
        try
        {
            while (!condition())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
        finally
        {
            // Not disposed: that would wait for the callback, which waits for the lock that is held here.
            wake.Unregister();
        }
    }

    private void RequirePossible(long need)
    {
        if (need > bytes)
        {
            throw new CliException(
                ExitCode.Limit,
                $"This picture would take about {Numbers.Megabytes(need)}, and --memory-budget leaves {Numbers.Megabytes(bytes)} for pictures; make the picture or its mask smaller, or raise the budget.",
                "the same command with a larger --memory-budget");
        }
    }
}
