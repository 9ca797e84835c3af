using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>The reasons for which a run may end early.</summary>
internal sealed class RunningJob : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenSource _overdue;

    /// <summary>Begins to watch the deadline.</summary>
    /// <param name="job">The job.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stopping">The server is being stopped.</param>
    public RunningJob(Job job, TimeProvider time, CancellationToken stopping)
    {
        TimeSpan left = job.Times.Deadline is DateTimeOffset deadline ? deadline - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        _overdue = new CancellationTokenSource(left < TimeSpan.Zero && left != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : left, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(_overdue.Token, stopping);
    }

    /// <summary>Ends the run, whatever the reason.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>True if the owner ended it.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>True if its deadline has passed.</summary>
    public bool IsOverdue => _overdue.IsCancellationRequested;

    /// <summary>The owner ends it.</summary>
    public void Cancel()
    {
        IsCancelled = true;
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in the same moment.
        }
    }

    /// <summary>Frees the timers.</summary>
    public void Dispose()
    {
        _end.Dispose();
        _overdue.Dispose();
    }
}
