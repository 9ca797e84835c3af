using System.Collections.Concurrent;
using System.Diagnostics;
using Infill.Server.Jobs;
using Infill.Server.Telemetry;

namespace Infill.Server.Running;

/// <summary>Threads that take jobs from the queue and run them to their ends.</summary>
/// <param name="store">Where ends are written down.</param>
/// <param name="queue">Where jobs come from.</param>
/// <param name="run">Does a job.</param>
/// <param name="feed">Told of every move.</param>
/// <param name="time">Clock.</param>
internal sealed class JobWorkers(IJobStore store, IJobQueue queue, JobRun run, JobFeed feed, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>A job of another server process on the same store is found at least this often.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    /// <summary>Tries between two lines of complaint about the same job.</summary>
    private const int ComplainEvery = 60;

    private readonly ConcurrentDictionary<string, RunningJob> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private Task[] _threads = [];
    private string? _told;

    /// <summary>Room of the jobs at work.</summary>
    public MemoryLedger Memory { get; init; } = new(long.MaxValue);

    /// <summary>Told of what went wrong beside the jobs themselves: a store that cannot be written.</summary>
    public Action<string> Complain { get; init; } = _ => { };

    /// <summary>Told of every run; null = nobody counts.</summary>
    public ServerMeter? Meter { get; init; }

    /// <summary>Told of every run; null = nobody writes it down.</summary>
    public ServerLog? Events { get; init; }

    /// <summary>Jobs at work.</summary>
    public int Running => _running.Count;

    /// <summary>Starts the threads.</summary>
    /// <param name="count">Jobs that run at once.</param>
    public void Start(int count) =>
        _threads = [.. Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

    /// <summary>There is a new job.</summary>
    public void Wake() => _work.Release();

    /// <summary>Ends a run, if this server has it.</summary>
    public void Cancel(string id)
    {
        if (_running.TryGetValue(id, out RunningJob? job))
        {
            job.Cancel();
        }
    }

    /// <summary>Ends the runs, gives their jobs back and waits for the threads.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_threads).ConfigureAwait(false);
    }

    /// <summary>Frees the signals; after <see cref="StopAsync"/>.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _work.Dispose();
    }

    private void Loop()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (Take() is Job job)
                {
                    _told = null;
                    Run(job);
                }
                else
                {
                    _work.Wait(LookPause, _stopping.Token);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception reason)
            {
                // The store is full, locked or gone: the jobs in it stay as they are, and it is asked again.
                ComplainOnce($"The queue cannot be read: {reason.Message}");
                _stopping.Token.WaitHandle.WaitOne(RetryPause);
            }
        }
    }

    // Once, not once a second for as long as it lasts.
    private void ComplainOnce(string fault)
    {
        if (Interlocked.Exchange(ref _told, fault) != fault)
        {
            Complain(fault);
        }
    }

    private Job? Take()
    {
        Job? reserved = null;
        try
        {
            return queue.Take(job =>
            {
                reserved = Memory.TryReserve(job) ? job : null;
                return reserved is not null;
            });
        }
        catch
        {
            // It was given its room, and then could not be marked as taken.
            if (reserved is not null)
            {
                Memory.Release(reserved);
            }

            throw;
        }
    }

    private void Run(Job job)
    {
        using var running = new RunningJob(job, time, _stopping.Token);
        _running[job.Id] = running;
        var holds = new List<BlobHold>();
        using Activity? span = ServerMeter.Source.StartActivity("infill.job", ActivityKind.Consumer);
        span?.SetTag("infill.job.id", job.Id).SetTag("infill.workflow", job.Spec.Workflow.Word()).SetTag("infill.engine", job.Spec.Engine);
        try
        {
            Meter?.Begin(job);
            Events?.Started(job);
            feed.Tell(job.Id, JobNews.State);
            if (Execute(job, running, holds) is JobResult result)
            {
                span?.SetTag("infill.state", result.State.Word()).SetStatus(result.State is JobState.Failed or JobState.Blocked ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
                Settle(job, result);
            }
            else
            {
                queue.GiveBack(job.Id, job.Attempts);
            }
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
            Memory.Release(job);
            _work.Release();
            holds.ForEach(hold => hold.Dispose());
            feed.Tell(job.Id, JobNews.State);
        }
    }

    /// <returns>The end, or null if the server is being stopped.</returns>
    private JobResult? Execute(Job job, RunningJob running, List<BlobHold> holds)
    {
        long start = time.GetTimestamp();
        try
        {
            // Marked between being taken and being entered here: nobody would have told the run.
            if (store.Find(job.Id) is not { State: JobState.Running })
            {
                running.Cancel();
            }

            return run.Execute(job, new RunProgressSink(feed, job.Id, time), holds, running.Token);
        }
        catch (OperationCanceledException) when (running.IsCancelled)
        {
            return JobEnds.Cancelled(Seconds(start));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (running.IsOverdue)
        {
            return JobEnds.Expired(Seconds(start));
        }
        catch (KeepProofException reason)
        {
            return JobEnds.Blocked(reason.Message, Seconds(start));
        }
        catch (Exception reason)
        {
            Explanation explanation = Explanation.Of(reason);
            return JobEnds.Failed(new JobProblem(explanation.Code, explanation.Detail), Seconds(start));
        }
    }

    private void Settle(Job job, JobResult result)
    {
        for (int tries = 0; !_stopping.IsCancellationRequested; tries++)
        {
            try
            {
                if (store.Settle(job.Id, job.Attempts, result))
                {
                    Meter?.End(job, result);
                    Events?.Ended(job, result);
                }

                return;
            }
            catch (Exception reason)
            {
                // Accepted is accepted: the result waits for room. If the server is stopped before, the job runs again.
                if (tries % ComplainEvery == 0)
                {
                    Complain($"The end of job {job.Id} cannot be written down: {reason.Message}");
                }

                _stopping.Token.WaitHandle.WaitOne(RetryPause);
            }
        }
    }

    private double Seconds(long start) => Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
}
