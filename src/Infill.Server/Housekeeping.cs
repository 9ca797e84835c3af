using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server;

/// <summary>What is done by the clock: overdue jobs end, old ones and unnamed files go.</summary>
/// <param name="parts">The server.</param>
/// <param name="feed">Told of jobs that ended.</param>
/// <param name="log">Told of what went wrong.</param>
internal sealed class Housekeeping(ServerParts parts, JobFeed feed, Action<string> log) : IDisposable
{
    private const int SweepEvery = 60;
    private static readonly TimeSpan Unused = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private bool _isSwept;
    private string? _told;

    /// <summary>Begins; the first round sweeps, so files without a row do not outlive the next start.</summary>
    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>Ends after the round at work.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    /// <summary>Frees the signal; after <see cref="StopAsync"/>.</summary>
    public void Dispose() => _stopping.Dispose();

    private async Task LoopAsync()
    {
        for (int round = 0; !_stopping.IsCancellationRequested; round++)
        {
            try
            {
                if (parts.Health.Begin())
                {
                    Tidy(round);
                }

                _told = null;
            }
            catch (Exception reason)
            {
                // A full or locked disk: the next round tries again.
                Tell($"Housekeeping: {reason.Message}");
            }

            await Task.Delay(Pace, parts.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Tidy(int round)
    {
        foreach (Job job in parts.Queue.ExpireOverdue())
        {
            parts.Meter.EndWaiting(job, job.Result!);
            parts.Events.Ended(job, job.Result!);
            feed.Tell(job.Id, JobNews.State);
        }

        // What a damaged database does not name may still belong to someone.
        if ((round % SweepEvery == 0 || !_isSwept) && !parts.Health.SeesDamage)
        {
            parts.Collector.Sweep();
            parts.Copies.ForgetUnused(Unused);
            _isSwept = true;
        }
    }

    // Once, not once a second for as long as it lasts.
    private void Tell(string fault)
    {
        if (_told != fault)
        {
            log(fault);
        }

        _told = fault;
    }
}
