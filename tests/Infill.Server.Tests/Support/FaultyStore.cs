using Infill.Server.Jobs;

namespace Infill.Server.Tests.Support;

/// <summary>A store whose next operations fail as on a full disk.</summary>
internal sealed class FaultyStore(IJobStore store, IJobQueue queue) : IJobStore, IJobQueue
{
    private const string NoSpace = "No space left on device";

    public int SettleFailures { get; set; }

    public int TakeFailures { get; set; }

    public int Settles { get; private set; }

    public bool Settle(string id, int attempt, JobResult result) =>
        ++Settles <= SettleFailures ? throw new IOException(NoSpace) : store.Settle(id, attempt, result);

    public Job? Take(Func<Job, bool>? fits = null) => TakeFailures-- > 0 ? throw new IOException(NoSpace) : queue.Take(fits);

    public (Acceptance Acceptance, Job? Job) Accept(NewJob job) => store.Accept(job);

    public Job? Find(string id) => store.Find(id);

    public IReadOnlyList<Job> List(string owner, int most) => store.List(owner, most);

    public (Job? Job, bool IsEnd) Cancel(string id) => store.Cancel(id);

    public bool Remove(string id) => store.Remove(id);

    public JobOutput? FindOutput(string owner, string sha256) => store.FindOutput(owner, sha256);

    public void GiveBack(string id, int attempt) => queue.GiveBack(id, attempt);

    public (int Again, int SetAside) Recover() => queue.Recover();

    public IReadOnlyList<Job> ExpireOverdue() => queue.ExpireOverdue();

    public int CountWaiting() => queue.CountWaiting();
}
