using Infill.Cli.Reports;
using Infill.Server.Running;

namespace Infill.Cli.Batch;

/// <summary>Lets jobs begin while what they will need together fits. Any thread may ask; who waits is woken as others end.</summary>
/// <remarks>A job's need is known in two steps: what its header says, and, once its mask is read, what its regions take. Only one job
/// stands between the two at a time, so jobs never wait for each other in a circle: whoever waits for its second step waits
/// for jobs that have all they need. Models stay: what does not fit beside them never will, and is refused at once.</remarks>
/// <param name="bytes">For all jobs together, above 0.</param>
internal sealed class MemoryBudget(long bytes)
{
    private readonly object _gate = new();
    private readonly Dictionary<object, long> _models = [];
    private long _reserved;
    private bool _isReading;

    /// <summary>Bytes reserved now, those of models included.</summary>
    public long Reserved
    {
        get
        {
            lock (_gate)
            {
                return _reserved + Held;
            }
        }
    }

    private long Held => _models.Values.Sum();

    /// <summary>Waits until the first step fits and reserves it.</summary>
    /// <param name="need">Bytes for reading the picture.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reservation; disposing it gives the bytes back.</returns>
    /// <exception cref="CliException">Alone, it is more than the budget.</exception>
    public MemoryShare Admit(long need, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Wait(() => Fits(0, need, 0) && !_isReading, cancellationToken);
            _isReading = true;
            _reserved += need;
        }

        return new MemoryShare(this, need);
    }

    /// <summary>Waits until a reservation can have its second step's size, and the model's weights beside, unless another job brought them.</summary>
    internal void Settle(long reserved, JobNeed need, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Wait(() => Fits(reserved, need.Bytes, More(need)), cancellationToken);
            _models[need.Model] = _models.GetValueOrDefault(need.Model) + More(need);
            _reserved += need.Bytes - reserved;
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

    private long More(JobNeed need) => Math.Max(0, need.SharedBytes - _models.GetValueOrDefault(need.Model));

    // Throws where waiting is of no use: a job of its size does not fit even when all others are over.
    private bool Fits(long reserved, long need, long more)
    {
        long models = Held + more;
        if (need + models > bytes)
        {
            string beside = models > 0 ? $", and the models {Numbers.Megabytes(models)}," : "";
            throw new CliException(
                ExitCode.Limit,
                $"This picture would take about {Numbers.Megabytes(need)}{beside} and --memory-budget leaves {Numbers.Megabytes(bytes)}; make the picture or its mask smaller{(models > 0 ? ", take a smaller model" : "")}, or raise the budget.",
                "the same command with a larger --memory-budget");
        }

        return _reserved - reserved + need + models <= bytes;
    }
}
