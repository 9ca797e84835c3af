using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Automatic;

/// <summary>Follows one run for clients that ask how far it is.</summary>
internal sealed class RunWatch : IDisposable
{
    private readonly Job _job;
    private readonly JobDesk _desk;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly long _start;
    private readonly Lock _lock = new();
    private JobNews _last;
    private PreviewPainter? _painter;
    private volatile bool _isInterrupted;

    /// <summary>Begins to follow.</summary>
    /// <param name="job">The job.</param>
    /// <param name="desk">Who knows its news.</param>
    /// <param name="time">Clock.</param>
    public RunWatch(Job job, JobDesk desk, TimeProvider time)
    {
        (_job, _desk, _time, _start) = (job, desk, time, time.GetTimestamp());
        _ = FollowAsync(_end.Token);
    }

    /// <summary>Ends the run within a step.</summary>
    public void Interrupt()
    {
        _isInterrupted = true;
        _desk.Cancel(_job.Owner, _job.Id);
    }

    /// <summary>How far it is.</summary>
    public RunProgressRecord Describe()
    {
        JobNews last;
        lock (_lock)
        {
            last = _last;
        }

        StageProgress at = last.Progress ?? default;
        int done = Math.Max(0, last.Output - 1);
        double share = (done + at.Fraction) / _job.Spec.Output.Count;
        return new RunProgressRecord
        {
            Progress = Math.Round(share, 4),
            EtaRelative = share > 0 ? Math.Round(_time.GetElapsedTime(_start).TotalSeconds * (1 - share) / share, 2) : 0,
            State = new RunState
            {
                Interrupted = _isInterrupted,
                Job = _job.Id,
                JobCount = _job.Spec.Output.Count,
                JobNo = done,
                SamplingStep = at.Step,
                SamplingSteps = at.Steps,
            },
        };
    }

    /// <summary>The picture as it stands, as a small PNG in base64; null if the engine shows nothing.</summary>
    /// <param name="check">Makes the painter, once.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public async Task<string?> PaintAsync(JobCheck check, CancellationToken cancellationToken)
    {
        JobNews last;
        lock (_lock)
        {
            last = _last;
        }

        if (last.Progress is not { Preview: not null } progress)
        {
            return null;
        }

        _painter ??= await check.PainterAsync(_job.Spec, cancellationToken).ConfigureAwait(false);
        return _painter.Paint(progress) is byte[] picture ? Convert.ToBase64String(picture) : null;
    }

    /// <summary>Follows no longer.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach ((_, JobNews news) in _desk.FollowAsync(_job.Owner, _job.Id, cancellationToken).ConfigureAwait(false))
            {
                lock (_lock)
                {
                    _last = news.Progress is null ? _last : news;
                }
            }
        }
        catch (Exception reason) when (reason is OperationCanceledException or ProblemException)
        {
            // The run is over; nobody asks any more.
        }
    }
}
