using CsCheck;
using Infill.Cli;
using Infill.Cli.Batch;
using Infill.Server.Running;

namespace Infill.Tests.Cli.Batch;

public sealed class MemoryBudgetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Whatever jobs ask for: together they never have more than the budget, all get their turn, and all is given back.
    [Fact]
    public void Budget_AnyJobsOnSeveralThreads_NeverPassesItAndServesAll() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 100]).Array[1, 30].Sample(
            jobs =>
            {
                var budget = new MemoryBudget(100);
                int served = 0;
                Parallel.ForEach(jobs, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, job =>
                {
                    using MemoryShare share = budget.Admit(job.Item1, Token);
                    Assert.InRange(budget.Reserved, 1, 100);
                    share.Settle(Need(job.Item2), Token);
                    Assert.InRange(budget.Reserved, 0, 100);
                    Interlocked.Increment(ref served);
                });
                Assert.Equal((jobs.Length, 0L), (served, budget.Reserved));
            },
            iter: 200,
            threads: 1);

    [Theory]
    [InlineData(101, 1)]
    [InlineData(1, 101)]
    public void Admit_MoreThanTheBudgetAlone_IsALimitAndGivesBack(int first, int second)
    {
        var budget = new MemoryBudget(100);

        var refused = Assert.Throws<CliException>(() =>
        {
            using MemoryShare share = budget.Admit(first, Token);
            share.Settle(Need(second), Token);
        });

        Assert.Equal(ExitCode.Limit, refused.Code);
        Assert.Contains("--memory-budget", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, budget.Reserved);
        budget.Admit(100, Token).Dispose();
    }

    // A model counts once, stays, and never locks out jobs that fit beside it.
    [Fact]
    public void Settle_JobsOfOneModel_ShareItsBytes()
    {
        var budget = new MemoryBudget(100);
        for (int i = 0; i < 3; i++)
        {
            using MemoryShare first = budget.Admit(10, Token);
            first.Settle(new JobNeed(20, "m", 50), Token);
            using MemoryShare second = budget.Admit(10, Token);
            second.Settle(new JobNeed(30, "m", 50), Token);

            Assert.Equal(100, budget.Reserved);
        }

        Assert.Equal(50, budget.Reserved);
    }

    [Theory]
    [InlineData(60, 41, "m")]
    [InlineData(10, 41, "another")]
    public void Settle_NoRoomBesideTheModels_IsALimitAtOnceAndGivesBack(int bytes, int shared, string model)
    {
        var budget = new MemoryBudget(100);
        using (MemoryShare first = budget.Admit(1, Token))
        {
            first.Settle(new JobNeed(5, "m", shared == 41 && model == "m" ? 41 : 50), Token);
        }

        long before = budget.Reserved;
        var refused = Assert.Throws<CliException>(() =>
        {
            using MemoryShare share = budget.Admit(1, Token);
            share.Settle(new JobNeed(bytes, model, shared), Token);
        });

        Assert.Equal(ExitCode.Limit, refused.Code);
        Assert.Contains("the models", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, budget.Reserved);
    }

    [Fact]
    public async Task Admit_WhileAnotherReads_WaitsForItsSecondStep()
    {
        var budget = new MemoryBudget(100);
        using MemoryShare first = budget.Admit(10, Token);
        Task<MemoryShare> second = Task.Run(() => budget.Admit(10, Token), Token);

        await Task.Delay(50, Token);
        Assert.False(second.IsCompleted);
        first.Settle(Need(20), Token);
        (await second).Dispose();
        Assert.Equal(20, budget.Reserved);
    }

    [Fact]
    public async Task Admit_Cancelled_EndsTheWait()
    {
        var budget = new MemoryBudget(100);
        using MemoryShare first = budget.Admit(100, Token);
        using var stop = new CancellationTokenSource();
        Task waiting = Task.Run(() => budget.Admit(1, stop.Token), Token);

        await Task.Delay(50, Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(100, budget.Reserved);
    }

    private static JobNeed Need(long bytes) => new(bytes, "none", 0);
}
