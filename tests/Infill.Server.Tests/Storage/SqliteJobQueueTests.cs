using Infill.Server.Jobs;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Storage;

public sealed class SqliteJobQueueTests
{
    [Fact]
    public void Take_Job_CountsTheAttemptBeforeItIsGiven()
    {
        using var store = new Store();
        string id = store.Accept().Id;

        Job taken = store.Queue.Take()!;
        store.Reopen();

        Assert.Equal((id, JobState.Running, 1), (taken.Id, taken.State, taken.Attempts));
        Assert.Equal((JobState.Running, 1), (store.Jobs.Find(id)!.State, store.Jobs.Find(id)!.Attempts));
    }

    [Fact]
    public void Take_HigherPriority_ComesFirst()
    {
        using var store = new Store();
        string low = store.Accept(priority: -1).Id, normal = store.Accept().Id, high = store.Accept("bob", priority: 5).Id;

        Assert.Equal([high, normal, low], [store.Queue.Take()!.Id, store.Queue.Take()!.Id, store.Queue.Take()!.Id]);
        Assert.Null(store.Queue.Take());
    }

    [Fact]
    public void Take_TwoOwners_TakeTurns()
    {
        using var store = new Store();
        for (int i = 0; i < 4; i++)
        {
            store.Accept("alice");
        }

        store.Accept("bob");
        store.Accept("bob");

        string[] owners = [.. Enumerable.Range(0, 6).Select(_ => store.Queue.Take()!.Owner)];

        Assert.Equal(["alice", "bob", "alice", "bob", "alice", "alice"], owners);
    }

    [Fact]
    public void Recover_InterruptedJob_RunsAgainBeforeOthersAndThenIsSetAside()
    {
        using var store = new Store();
        string id = store.Accept().Id;
        store.Queue.Take();
        string later = store.Accept(priority: 10).Id;

        store.Reopen();
        Assert.Equal((1, 0), store.Queue.Recover());
        Assert.Equal((id, 2), (store.Queue.Take()!.Id, store.Jobs.Find(id)!.Attempts));

        store.Reopen();
        Assert.Equal((0, 1), store.Queue.Recover());
        Job aside = store.Jobs.Find(id)!;
        Assert.Equal((JobState.Failed, "set-aside"), (aside.State, aside.Result!.Problem!.Code));
        Assert.Contains("went down 2 times", aside.Result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(later, store.Queue.Take()!.Id);
    }

    [Fact]
    public void Recover_JobMarkedAsCancelled_IsCancelled()
    {
        using var store = new Store();
        string id = store.Accept().Id;
        store.Queue.Take();
        store.Jobs.Cancel(id);

        store.Reopen();

        Assert.Equal((0, 0), store.Queue.Recover());
        Assert.Equal(JobState.Cancelled, store.Jobs.Find(id)!.State);
    }

    [Fact]
    public void GiveBack_Job_WaitsAgainAndTheAttemptDoesNotCount()
    {
        using var store = new Store();
        string id = store.Accept().Id;
        Job taken = store.Queue.Take()!;

        store.Queue.GiveBack(id, taken.Attempts);

        Assert.Equal((JobState.Queued, 0), (store.Jobs.Find(id)!.State, store.Jobs.Find(id)!.Attempts));
        Assert.Equal(1, store.Queue.Take()!.Attempts);
    }

    [Fact]
    public void ExpireOverdue_AfterTheDeadline_EndsWaitingJobsOnly()
    {
        using var store = new Store();
        string running = store.Accept(priority: 1, deadline: 10).Id;
        store.Queue.Take();
        string overdue = store.Accept(deadline: 10).Id, patient = store.Accept(deadline: 1000).Id;
        Assert.Empty(store.Queue.ExpireOverdue());

        store.Clock.Pass(TimeSpan.FromSeconds(11));

        Job ended = Assert.Single(store.Queue.ExpireOverdue());

        Assert.Equal((overdue, JobState.Expired, "deadline"), (ended.Id, ended.State, ended.Result!.Problem!.Code));
        Assert.Equal((JobState.Running, JobState.Expired), (store.Jobs.Find(running)!.State, store.Jobs.Find(overdue)!.State));
        Assert.Equal(patient, store.Queue.Take()!.Id);
    }

    [Fact]
    public void Take_OverdueJobThatNobodyHasEndedYet_IsNotGiven()
    {
        using var store = new Store();
        store.Accept(deadline: 10);
        store.Clock.Pass(TimeSpan.FromSeconds(11));

        Assert.Null(store.Queue.Take());
        Assert.Equal(1, store.Queue.CountWaiting());
    }
}
