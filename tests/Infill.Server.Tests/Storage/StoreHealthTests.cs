using System.Net;
using System.Text.Json.Nodes;
using Infill.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Storage;

/// <summary>A store that cannot be written says so, takes nothing new, keeps what it has, and recovers.</summary>
public sealed class StoreHealthTests
{
    private const int TmpfsMegabytes = 4;

    [Fact]
    public async Task Ready_WholeStore_IsReady()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("ready", (string)(await server.GetAsync("/health/ready"))["status"]!);
        Assert.Equal("live", (string)(await server.GetAsync("/health/live"))["status"]!);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")));
    }

    [Fact]
    public async Task Ready_DiskWithLessThanIsWanted_TakesNothingNewAndServesTheRest()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { LeastFreeBytes = long.MaxValue });

        await RequireIllAsync(server, "disk of the data folder is full");

        Assert.Empty((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
    }

    [Fact]
    public async Task Ready_LockedDatabase_SaysSoAndGoesOnAfterwards()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode running = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();
        await using (await server.HoldDatabaseAsync())
        {
            server.Clock.Pass(TimeSpan.FromSeconds(3));

            await RequireIllAsync(server, "locked by another program");
            server.Gate.Open();
        }

        server.Clock.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal("ready", (string)(await server.GetAsync("/health/ready"))["status"]!);
        Assert.Equal("succeeded", (string)(await server.WaitAsync(running))["state"]!);
        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=30"))["state"]!);
        Assert.Contains(server.Log, line => line.Contains("can be written again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ready_DamagedDatabase_SaysSoAndWritesNothingMore()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AcceptAsync(TestServer.Job(), "?wait=30");
        string path = Path.Combine(server.Folder, "data", "jobs.db");
        Checkpoint(path);
        Overwrite(path);
        byte[] damaged = await File.ReadAllBytesAsync(path, TestServer.Token);
        server.Clock.Pass(TimeSpan.FromMinutes(11));

        await RequireIllAsync(server, "database is damaged");

        Assert.Equal(damaged, await File.ReadAllBytesAsync(path, TestServer.Token));
        Assert.Equal("live", (string)(await server.GetAsync("/health/live"))["status"]!);
    }

    [Fact]
    public async Task Ready_FolderThatIsGone_SaysSo()
    {
        await using TestServer server = await TestServer.StartAsync();
        string incoming = Path.Combine(server.Folder, "data", "incoming");
        Directory.Delete(incoming);

        await RequireIllAsync(server, "cannot be written into the data folder");
        Directory.CreateDirectory(incoming);
        server.Clock.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=30"))["state"]!);
    }

    // A real disk that fills up while a job runs: the job's end waits for room and is not lost.
    [Fact]
    public async Task FullDisk_WhileAJobRuns_LosesNothing()
    {
        using var disk = SmallDisk.TryMount(TmpfsMegabytes);
        Assert.SkipWhen(disk is null, "Mounting a small file system is not allowed here.");
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { LeastFreeBytes = 64 << 10 }, folder: disk.Path);
        JsonNode running = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();
        string ballast = Path.Combine(disk.Path, "ballast");
        SmallDisk.Fill(ballast);
        server.Clock.Pass(TimeSpan.FromSeconds(3));

        await RequireIllAsync(server, "full");
        server.Gate.Open();
        await Task.Delay(500, TestServer.Token);
        JsonNode during = await server.GetAsync($"/v1/jobs/{running["id"]}");
        File.Delete(ballast);
        server.Clock.Pass(TimeSpan.FromSeconds(3));
        JsonNode end = await server.WaitAsync(running);

        Assert.Equal("running", (string)during["state"]!);
        Assert.True((string)end["state"]! == "succeeded" || (string?)end["problem"]?["code"] == "storage", end.ToJsonString());
        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=30"))["state"]!);
    }

    private static async Task RequireIllAsync(TestServer server, string reason)
    {
        using HttpResponseMessage ready = await server.Client.GetAsync("/health/ready", TestServer.Token);
        JsonNode readiness = await TestServer.ReadAsync(ready);
        using HttpResponseMessage refused = await server.PostFormAsync(TestServer.Job(), TestServer.Photo(seed: 9));
        JsonNode problem = await TestServer.ReadAsync(refused);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (ready.StatusCode, refused.StatusCode));
        Assert.True(((string)readiness["detail"]!).Contains(reason, StringComparison.Ordinal), readiness.ToJsonString());
        Assert.Equal(("/problems/not-ready", "/problems/not-ready"), ((string?)readiness["type"], (string?)problem["type"]));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.DoesNotContain(server.Folder, readiness.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(server.Log, line => line.Contains(reason, StringComparison.Ordinal));
    }

    private static void Checkpoint(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    // Every page but the first, which holds the schema.
    private static void Overwrite(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        byte[] junk = new byte[stream.Length - 4096];
        new Random(1).NextBytes(junk);
        stream.Position = 4096;
        stream.Write(junk);
    }
}
