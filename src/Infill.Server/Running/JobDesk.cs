using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Storage;
using Infill.Server.Telemetry;

namespace Infill.Server.Running;

/// <summary>Where every dialect leaves its jobs and asks after them. What belongs to another owner is not there.</summary>
/// <param name="store">The jobs.</param>
/// <param name="queue">Their order.</param>
/// <param name="workers">Who runs them.</param>
/// <param name="feed">News of them.</param>
/// <param name="check">What is refused before it is accepted.</param>
internal sealed class JobDesk(IJobStore store, IJobQueue queue, JobWorkers workers, JobFeed feed, JobCheck check)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>There is one writer: those who wait for it hold no thread.</summary>
    private readonly TaskFactory _accepting = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    /// <summary>The place of the request that runs here, if it has one.</summary>
    private readonly AsyncLocal<Action?> _place = new();

    private int _entering;

    /// <summary>Asked before a job is accepted.</summary>
    public required StoreHealth Health { get; init; }

    /// <summary>Told of accepted jobs; null = nobody writes it down.</summary>
    public ServerLog? Events { get; init; }

    /// <summary>Told of jobs that end before they ran; null = nobody counts.</summary>
    public ServerMeter? Meter { get; init; }

    /// <summary>Accepts a job; it is durable when this returns.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="spec">What to do. Its files are held by the caller until this returns.</param>
    /// <param name="terms">How to serve it.</param>
    /// <param name="cancellationToken">The client went away; nothing is accepted then.</param>
    /// <returns>The job, and whether it was known before by its idempotency key.</returns>
    /// <exception cref="ProblemException">The queue is full, or the key stands for another request.</exception>
    /// <exception cref="InvalidRequestException">The job cannot be run.</exception>
    /// <exception cref="ImageFileException">A picture cannot be read.</exception>
    public async Task<(Job Job, bool IsKnown)> SubmitAsync(string owner, JobSpec spec, JobTerms terms, CancellationToken cancellationToken)
    {
        Health.Require();
        JobMemory memory = await check.RequireAsync(spec, cancellationToken).ConfigureAwait(false);
        workers.Memory.Require(memory);
        var asked = new NewJob(owner, spec, terms, memory, Fingerprint(spec, terms));
        Action? leave = _place.Value;
        (Acceptance acceptance, Job? job) = await _accepting.StartNew(
            () =>
            {
                // From here on the job counts by itself; counted twice it would turn others away while there is room.
                leave?.Invoke();
                return store.Accept(asked);
            },
            cancellationToken).ConfigureAwait(false);
        if (acceptance == Acceptance.Accepted)
        {
            Events?.Accepted(job!);
            workers.Wake();
        }

        return acceptance switch
        {
            Acceptance.Accepted => (job!, false),
            Acceptance.Known => (job!, true),
            Acceptance.Conflict => throw new ProblemException(new Explanation(
                422, "idempotency-conflict", "The idempotency key is taken", "This Idempotency-Key came before with another request; use a new key for a new request.")),
            _ => throw Full(acceptance),
        };
    }

    /// <summary>Refuses early, before pictures are received, if there is no room anyway.</summary>
    /// <param name="limit">Jobs that may wait.</param>
    /// <exception cref="ProblemException">The queue is full.</exception>
    public void RequireRoom(int limit)
    {
        if (queue.CountWaiting() >= limit)
        {
            throw Full(Acceptance.QueueFull);
        }
    }

    /// <summary>Takes a place in the queue for a request whose job is not read yet, so that of many that come at once only as many are read as there are places.</summary>
    /// <param name="limit">Jobs that may wait.</param>
    /// <returns>Gives the place up: to the job, which counts by itself from then on, or to others.</returns>
    /// <exception cref="ProblemException">There is none.</exception>
    public Action Enter(int limit)
    {
        int entering = Interlocked.Increment(ref _entering);
        int left = 0;
        try
        {
            return queue.CountWaiting() + entering <= limit ? _place.Value = Leave : throw Full(Acceptance.QueueFull);
        }
        catch
        {
            Leave();
            throw;
        }

        void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                Interlocked.Decrement(ref _entering);
            }
        }
    }

    /// <summary>What a job would do; nothing is accepted.</summary>
    public Task<JobForecast> ForeseeAsync(JobSpec spec, CancellationToken cancellationToken) => check.ForeseeAsync(spec, cancellationToken);

    /// <summary>A job of the owner.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public Job Require(string owner, string id) => RandomId.Is(id) && store.Find(id) is Job job && job.Owner == owner
        ? job
        : throw ProblemException.Unknown("job", "POST it again to run it");

    /// <summary>The newest jobs of the owner.</summary>
    public IReadOnlyList<Job> List(string owner, int most) => store.List(owner, most);

    /// <summary>A result of the owner's jobs.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public JobOutput RequireOutput(string owner, string sha256) =>
        store.FindOutput(owner, sha256) ?? throw ProblemException.Unknown("result", "run the job again to make it");

    /// <summary>Ends a job: a waiting one at once, a running one within a step.</summary>
    public Job Cancel(string owner, string id)
    {
        Require(owner, id);
        (Job? job, bool isEnd) = store.Cancel(id);
        if (isEnd && job is { Result: JobResult result })
        {
            Meter?.EndWaiting(job, result);
            Events?.Ended(job, result);
        }

        workers.Cancel(id);
        feed.Tell(id, JobNews.State);
        return job!;
    }

    /// <summary>Forgets an ended job and its results.</summary>
    /// <exception cref="ProblemException">It is not there, or it still lives.</exception>
    public void Remove(string owner, string id)
    {
        Require(owner, id);
        if (!store.Remove(id))
        {
            throw new ProblemException(new Explanation(409, "not-ended", "The job has not ended", "A job can be removed after its end; cancel it first (POST …/cancel)."));
        }
    }

    /// <summary>Everything that happens to a job, from where it stands now to its end: states with the job, and progress between them.</summary>
    public async IAsyncEnumerable<(Job Job, JobNews News)> FollowAsync(string owner, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChannelReader<JobNews> news = feed.Listen(id, out Action stop);
        try
        {
            Job job = Require(owner, id);
            yield return (job, JobNews.State);
            while (!job.State.IsEnd())
            {
                JobNews next = await news.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (next.Progress is not null)
                {
                    yield return (job, next);
                    continue;
                }

                JobState before = job.State;
                job = Require(owner, id);
                if (job.State != before)
                {
                    yield return (job, next);
                }
            }
        }
        finally
        {
            stop();
        }
    }

    /// <summary>The job at its end, or as it stands when the time is over.</summary>
    public async Task<Job> WaitAsync(string owner, string id, TimeSpan most, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(most);
        try
        {
            await foreach ((Job job, _) in FollowAsync(owner, id, patience.Token).ConfigureAwait(false))
            {
                if (job.State.IsEnd())
                {
                    return job;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Not yet; the caller sees how far it is.
        }

        return Require(owner, id);
    }

    private static string Fingerprint(JobSpec spec, JobTerms terms) => Sha256.Hash(
        (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(spec, ServerJson.Plain.JobSpec), .. JsonSerializer.SerializeToUtf8Bytes(terms, ServerJson.Plain.JobTerms)]);

    private static ProblemException Full(Acceptance acceptance) => new(new Explanation(
        429,
        "queue-full",
        "The queue is full",
        acceptance == Acceptance.OwnerFull ? "This key has as many jobs waiting as it may have; wait for one to end." : "As many jobs wait as the server keeps; try again later.")
    {
        RetryAfter = RetryAfterSeconds,
    });
}
