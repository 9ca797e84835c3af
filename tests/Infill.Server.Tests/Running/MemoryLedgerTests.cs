using System.Text.Json.Nodes;
using CsCheck;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Running;

/// <summary>Jobs run beside each other while they fit, and a job that never fits is refused with the numbers.</summary>
public sealed class MemoryLedgerTests
{
    [Fact]
    public void TryReserve_JobsOfOneEngine_ShareItsModel()
    {
        var ledger = new MemoryLedger(100);
        Job first = Make("a", 20, 40), second = Make("b", 30, 40), third = Make("c", 20, 40), other = Make("d", 5, 20, engine: "other");

        Assert.Equal((true, true), (ledger.TryReserve(first), ledger.TryReserve(second)));
        Assert.Equal(90, ledger.Reserved);
        Assert.Equal((false, false), (ledger.TryReserve(third), ledger.TryReserve(other)));
        ledger.Release(second);
        Assert.True(ledger.TryReserve(third));
    }

    // Whatever comes and goes: together never more than the bound, unless one runs alone.
    [Fact]
    public void TryReserve_AnyOrder_NeverPassesTheBound() =>
        Gen.Select(Gen.Int[0, 80], Gen.Bool).Array[1, 60].Sample(steps =>
        {
            var ledger = new MemoryLedger(100);
            var running = new List<Job>();
            for (int i = 0; i < steps.Length; i++)
            {
                (int bytes, bool starts) = steps[i];
                Job job = Make($"{i}", bytes, 0);
                if (starts && ledger.TryReserve(job))
                {
                    running.Add(job);
                }
                else if (running.Count > 0)
                {
                    ledger.Release(running[0]);
                    running.RemoveAt(0);
                }

                Assert.Equal(running.Sum(one => one.Memory.Bytes), ledger.Reserved);
                Assert.True(ledger.Reserved <= 100 || running.Count == 1);
            }
        });

    [Fact]
    public void TryReserve_TooLargeJobThatWasAcceptedBefore_RunsAlone()
    {
        var ledger = new MemoryLedger(100);
        Job large = Make("a", 500, 0), small = Make("b", 1, 0);

        Assert.True(ledger.TryReserve(large));
        Assert.False(ledger.TryReserve(small));
        ledger.Release(large);
        Assert.True(ledger.TryReserve(small));
        Assert.False(ledger.TryReserve(large));
    }

    [Fact]
    public async Task Post_JobThatNeverFits_Is413WithTheNumbers()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { MemoryBytes = MemoryEstimate.ProcessBytes + 20_000 });

        using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());
        JsonNode problem = await TestServer.ReadAsync(response);

        Assert.Equal((413, "/problems/memory"), ((int)response.StatusCode, (string?)problem["type"]));
        Assert.Matches("about [0-9]+ MB.*have [0-9]+ MB.*--memory-budget", (string)problem["detail"]!);
        Assert.Empty((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
    }

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(2.5, 2)]
    [InlineData(9, 3)]
    public async Task Post_SeveralJobs_RunBesideEachOtherAsFarAsTheyFit(double times, int expected)
    {
        long each = await EstimateAsync();
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Workers = 3, MemoryBytes = MemoryEstimate.ProcessBytes + (long)(times * each) });
        JsonNode[] jobs = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(i => server.AcceptAsync(TestServer.Job(WaitingEngine.Name, $", \"seed\": {i}"))))];
        await server.BegunAsync();
        await Task.Delay(300, TestServer.Token);
        int beside = (int)(await server.GetAsync("/health"))["running"]!;

        server.Gate.Open();
        JsonNode[] ends = await Task.WhenAll(jobs.Select(server.WaitAsync));

        Assert.Equal(expected, beside);
        Assert.All(ends, end => Assert.Equal("succeeded", (string)end["state"]!));
    }

    private static async Task<long> EstimateAsync()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        using var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "data", "jobs.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "SELECT memory FROM jobs";
        return (long)command.ExecuteScalar()!;
    }

    private static Job Make(string id, long bytes, long model, string engine = "patch") => new()
    {
        Id = id,
        Owner = "alice",
        Spec = new JobSpec { Workflow = JobWorkflow.Fill, Image = "", Engine = engine },
        State = JobState.Queued,
        Times = new JobTimes(default, null, null, null),
        Memory = new JobMemory(bytes, model),
    };
}
