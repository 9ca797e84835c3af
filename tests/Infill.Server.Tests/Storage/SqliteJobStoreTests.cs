using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Storage;
using Infill.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Storage;

public sealed class SqliteJobStoreTests
{
    [Fact]
    public void Accept_Job_IsThereAfterAReopen()
    {
        using var store = new Store();
        Job job = store.Accept(priority: 3, deadline: 60);

        store.Reopen();

        Job? found = store.Jobs.Find(job.Id);
        Assert.NotNull(found);
        Assert.Equal((JobState.Queued, 3, 0, "alice"), (found.State, found.Priority, found.Attempts, found.Owner));
        Assert.Equal(TimeSpan.FromSeconds(60), found.Times.Deadline - found.Times.Created);
        Assert.Equal(job.Spec.Mask, found.Spec.Mask);
    }

    [Fact]
    public void Accept_BeyondTheQueue_IsFull()
    {
        using var store = new Store(new QueueBounds(Length: 3, PerOwner: 2));
        store.Accept("alice");
        store.Accept("alice");

        Assert.Equal(Acceptance.OwnerFull, store.Jobs.Accept(Store.New("alice")).Acceptance);
        store.Accept("bob");
        Assert.Equal(Acceptance.QueueFull, store.Jobs.Accept(Store.New("carol")).Acceptance);
        store.Queue.Take();
        store.Accept("carol");
    }

    [Fact]
    public void Accept_SameIdempotencyKey_GivesTheSameJobOrAConflict()
    {
        using var store = new Store(new QueueBounds(Length: 1));
        (_, Job? first) = store.Jobs.Accept(Store.New(key: "k", fingerprint: "one"));

        (Acceptance again, Job? known) = store.Jobs.Accept(Store.New(key: "k", fingerprint: "one"));
        (Acceptance other, Job? none) = store.Jobs.Accept(Store.New(key: "k", fingerprint: "two"));

        // The queue is full, and still a repetition finds its job.
        Assert.Equal((Acceptance.Known, first!.Id), (again, known!.Id));
        Assert.Equal((Acceptance.Conflict, (Job?)null), (other, none));
        Assert.Equal(Acceptance.QueueFull, store.Jobs.Accept(Store.New("bob", key: "k", fingerprint: "one")).Acceptance);
    }

    [Fact]
    public void Cancel_QueuedJob_EndsAtOnceAndNeverRuns()
    {
        using var store = new Store();
        Job job = store.Accept();

        (Job? cancelled, bool isEnd) = store.Jobs.Cancel(job.Id);

        Assert.Equal((JobState.Cancelled, true), (cancelled!.State, isEnd));
        Assert.Null(store.Queue.Take());
        Assert.False(store.Jobs.Cancel(job.Id).IsEnd);
        Assert.Equal((null, false), store.Jobs.Cancel("nobody"));
    }

    [Theory]
    [InlineData("spec", "no JSON")]
    [InlineData("state", "sleeping")]
    public void Find_RowThatIsDamaged_IsAFaultOfTheDisk(string column, string text)
    {
        using var store = new Store();
        Job job = store.Accept();
        store.Database.Write(c => c.Execute($"UPDATE jobs SET {column}=@text", ("text", text)));

        Assert.Contains("damaged", Assert.Throws<IOException>(() => store.Jobs.Find(job.Id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountWaiting_BetweenChanges_IsWhatStandsInTheTable()
    {
        using var store = new Store();
        Assert.Equal((0, 0), (store.Queue.CountWaiting(), store.Queue.CountWaiting()));

        Job job = store.Accept();
        Assert.Equal((1, 1), (store.Queue.CountWaiting(), store.Queue.CountWaiting()));
        store.Jobs.Cancel(job.Id);
        Assert.Equal(0, store.Queue.CountWaiting());

        // Written by somebody else: seen after a moment.
        using (var other = new SqliteConnection($"Data Source={Path.Combine(store.Path, "jobs.db")};Pooling=False"))
        {
            other.Open();
            other.Execute("UPDATE jobs SET state='queued'");
        }

        store.Clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(1, store.Queue.CountWaiting());
    }

    [Fact]
    public void Cancel_EndedJob_ChangesNothing()
    {
        using var store = new Store();
        Job job = Run(store, Done());

        Assert.Equal(JobState.Succeeded, store.Jobs.Cancel(job.Id).Job!.State);
    }

    [Fact]
    public void Settle_OnlyTheCurrentRunOnce_IsTheEnd()
    {
        using var store = new Store();
        store.Accept();
        Job first = store.Queue.Take()!;
        store.Queue.Recover();
        Job second = store.Queue.Take()!;

        Assert.False(store.Jobs.Settle(first.Id, first.Attempts, Done()));
        Assert.True(store.Jobs.Settle(second.Id, second.Attempts, Done()));
        Assert.False(store.Jobs.Settle(second.Id, second.Attempts, JobEnds.Cancelled(1)));
        Assert.Equal(JobState.Succeeded, store.Jobs.Find(second.Id)!.State);
    }

    [Fact]
    public void FindOutput_OfAnotherOwner_IsNothing()
    {
        using var store = new Store();
        Run(store, Done());

        Assert.Equal(FileFormat.Png, store.Jobs.FindOutput("alice", Store.Hash('3'))!.Format);
        Assert.Null(store.Jobs.FindOutput("bob", Store.Hash('3')));
        Assert.Null(store.Jobs.FindOutput("alice", Store.Hash('1')));
    }

    [Fact]
    public void Remove_LivingJob_StaysEndedOneGoes()
    {
        using var store = new Store();
        Job living = store.Accept();
        Job ended = Run(store, Done(), "bob");

        Assert.False(store.Jobs.Remove(living.Id));
        Assert.True(store.Jobs.Remove(ended.Id));
        Assert.Null(store.Jobs.Find(ended.Id));
        Assert.Null(store.Jobs.FindOutput("bob", Store.Hash('3')));
    }

    [Fact]
    public void List_OwnersJobs_NewestFirst()
    {
        using var store = new Store();
        string[] ids = [.. Enumerable.Range(0, 4).Select(_ => store.Accept().Id)];
        store.Accept("bob");

        Assert.Equal(ids.Reverse().Take(3), store.Jobs.List("alice", 3).Select(job => job.Id));
    }

    internal static JobResult Done() => new()
    {
        State = JobState.Succeeded,
        Outputs =
        [
            new JobOutput
            {
                Sha256 = Store.Hash('3'), PixelSha256 = Store.Hash('4'), Format = FileFormat.Png, Bytes = 5,
                Size = new PixelSize(6, 7), Seed = 1, Proof = new KeepProof(40, 0, 0),
            },
        ],
    };

    private static Job Run(Store store, JobResult result, string owner = "alice")
    {
        Job job = store.Accept(owner, priority: 10);
        Assert.Equal(job.Id, store.Queue.Take()!.Id);
        Assert.True(store.Jobs.Settle(job.Id, 1, result));
        return job;
    }
}
