using System.Collections.Concurrent;
using Infill.Server.Jobs;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Storage;

/// <summary>Many threads over one file.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 4;
    private const int JobsPerThread = 15;

    [Fact]
    public void AcceptTakeAndSettle_FromManyThreads_EveryJobOnce()
    {
        using var store = new Store(new QueueBounds(1000, 1000));
        var accepted = new ConcurrentBag<string>();
        var taken = new ConcurrentBag<string>();

        Parallel.For(0, Threads * 2, new ParallelOptions { MaxDegreeOfParallelism = Threads * 2 }, thread =>
        {
            if (thread % 2 == 0)
            {
                for (int i = 0; i < JobsPerThread; i++)
                {
                    accepted.Add(store.Accept($"owner{thread}", priority: i % 3).Id);
                }

                return;
            }

            while (taken.Count < Threads * JobsPerThread)
            {
                if (store.Queue.Take() is Job job)
                {
                    taken.Add(job.Id);
                    Assert.True(store.Jobs.Settle(job.Id, job.Attempts, SqliteJobStoreTests.Done()));
                    Assert.Equal(JobState.Succeeded, store.Jobs.Find(job.Id)!.State);
                }
            }
        });

        Assert.Equal(Threads * JobsPerThread, accepted.Count);
        Assert.Equal(accepted.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
        Assert.Equal(0, store.Queue.CountWaiting());
        Assert.All(accepted, id => Assert.Equal(1, store.Jobs.Find(id)!.Attempts));
    }

    [Fact]
    public void Accept_BeyondTheBoundFromManyThreads_AcceptsExactlyThatMany()
    {
        using var store = new Store(new QueueBounds(10, 10));

        Acceptance[] answers = [.. Enumerable.Range(0, 40).AsParallel().WithDegreeOfParallelism(Threads).Select(i => store.Jobs.Accept(Store.New($"owner{i % 3}")).Acceptance)];

        Assert.Equal(10, answers.Count(answer => answer == Acceptance.Accepted));
        Assert.Equal(30, answers.Count(answer => answer is Acceptance.QueueFull or Acceptance.OwnerFull));
        Assert.Equal(10, store.Queue.CountWaiting());
    }
}
