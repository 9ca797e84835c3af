using System.Net;
using System.Text.Json.Nodes;
using Infill.Server.Storage;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Storage;

/// <summary>A server that is started over a store which cannot be used: it comes up, says what is wrong, takes nothing, loses nothing, and goes on when the cause is gone.</summary>
public sealed class StoreStartTests
{
    [Fact]
    public async Task Serve_LockedDatabase_SaysSoAndRunsTheAcceptedJobOnceItIsFree()
    {
        using var folder = new CliFolder();
        string id = await LeaveJobAsync(folder);
        using SqliteConnection other = Hold(Path.Combine(folder["data"], "jobs.db"));
        using ServeProcess server = await ServeProcess.StartAsync(folder);

        await RequireIllAsync(server.Client, "locked by another program");
        await other.DisposeAsync();

        await ReadyAsync(server.Client);
        JsonNode job = JsonNode.Parse(await server.Client.GetStringAsync($"/v1/jobs/{id}?wait=60", TestServer.Token))!;
        Assert.Equal("succeeded", (string)job["state"]!);
        await SendAsync(server.Client, HttpStatusCode.Accepted);
        Assert.Equal(0, server.Stop());
    }

    [Fact]
    public async Task Serve_DamagedDatabase_SaysSoAndLeavesItUntilAGoodCopyComes()
    {
        using var folder = new CliFolder();
        string id = await LeaveJobAsync(folder);
        string path = Path.Combine(folder["data"], "jobs.db");
        Checkpoint(path);
        byte[] good = await File.ReadAllBytesAsync(path, TestServer.Token);
        string[] blobs = Blobs(folder);
        byte[] damaged = [.. good];
        new Random(3).NextBytes(damaged.AsSpan(100));
        await File.WriteAllBytesAsync(path, damaged, TestServer.Token);
        using ServeProcess server = await ServeProcess.StartAsync(folder);

        await RequireIllAsync(server.Client, "database is damaged");
        Assert.Equal(damaged, await File.ReadAllBytesAsync(path, TestServer.Token));
        Assert.Equal(blobs, Blobs(folder));
        await File.WriteAllBytesAsync(path, good, TestServer.Token);

        await ReadyAsync(server.Client);
        JsonNode job = JsonNode.Parse(await server.Client.GetStringAsync($"/v1/jobs/{id}?wait=60", TestServer.Token))!;
        Assert.Equal("succeeded", (string)job["state"]!);
        Assert.Equal(0, server.Stop());
    }

    // SQLite would make a new one, and the collector would then remove every picture as nobody's.
    [Theory, InlineData(true), InlineData(false)]
    public async Task Serve_DatabaseThatIsGoneOrEmptyBesideFiles_MakesNoNewOne(bool isEmpty)
    {
        using var folder = new CliFolder();
        await LeaveJobAsync(folder);
        string path = Path.Combine(folder["data"], "jobs.db");
        foreach (string file in Directory.EnumerateFiles(folder["data"], "jobs.db*"))
        {
            File.Move(file, file.Replace("jobs.db", "kept.db", StringComparison.Ordinal));
        }

        if (isEmpty)
        {
            await File.WriteAllBytesAsync(path, [], TestServer.Token);
        }

        string[] blobs = Blobs(folder);
        using ServeProcess server = await ServeProcess.StartAsync(folder);

        await RequireIllAsync(server.Client, "missing or empty");
        await Task.Delay(1500, TestServer.Token);

        Assert.Equal(blobs, Blobs(folder));
        Assert.Equal(isEmpty, File.Exists(path));
        Assert.Equal(0, server.Stop());
    }

    [Fact]
    public async Task Serve_FolderThatCannotBeWritten_SaysSoAndGoesOnAfterwards()
    {
        using var disk = SmallDisk.TryMount(megabytes: 4);
        Assert.SkipWhen(disk is null, "Mounting a small file system is not allowed here.");
        disk.SetReadOnly(true);
        using var folder = new CliFolder();
        Directory.CreateSymbolicLink(folder["data"], disk.Path);
        using ServeProcess server = await ServeProcess.StartAsync(folder, "--min-free", "1");

        await RequireIllAsync(server.Client, "Files cannot be written");
        disk.SetReadOnly(false);

        await ReadyAsync(server.Client);
        await SendAsync(server.Client, HttpStatusCode.Accepted);
        Assert.Equal(0, server.Stop());
    }

    [Fact]
    public void Claim_PathThatIsAFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data", "x"u8);

        Assert.Contains("--data", Assert.Throws<ServerException>(() => DataFolder.Claim(path)).Message, StringComparison.Ordinal);
    }

    // Accepted, and not run: the server is killed while it cannot take jobs from the queue.
    private static async Task<string> LeaveJobAsync(CliFolder folder)
    {
        using ServeProcess server = await ServeProcess.StartAsync(folder);
        JsonNode job = await SendAsync(server.Client, HttpStatusCode.Accepted);
        server.Kill();
        return (string)job["id"]!;
    }

    private static async Task<JsonNode> SendAsync(HttpClient client, HttpStatusCode expected)
    {
        using var form = new MultipartFormDataContent { { new StringContent(TestServer.Job("patch")), "job" }, { new ByteArrayContent(TestServer.Photo(200, 160)), "image", "a.png" } };
        using HttpResponseMessage response = await client.PostAsync("/v1/jobs", form, TestServer.Token);
        JsonNode answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == expected, answer.ToJsonString());
        return answer;
    }

    private static async Task RequireIllAsync(HttpClient client, string reason)
    {
        using HttpResponseMessage live = await client.GetAsync("/health/live", TestServer.Token);
        using HttpResponseMessage ready = await client.GetAsync("/health/ready", TestServer.Token);
        using HttpResponseMessage metrics = await client.GetAsync("/metrics", TestServer.Token);
        JsonNode readiness = await TestServer.ReadAsync(ready), refused = await SendAsync(client, HttpStatusCode.ServiceUnavailable);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode, metrics.StatusCode));
        Assert.Contains(reason, (string)readiness["detail"]!, StringComparison.Ordinal);
        Assert.Equal(("/problems/not-ready", "/problems/not-ready"), ((string)readiness["type"]!, (string)refused["type"]!));
        foreach (string path in (string[])["/v1/jobs", "/v1/jobs/00000000000000000000000000000000", "/v1/images/00000000000000000000000000000000", "/health"])
        {
            using HttpResponseMessage look = await client.GetAsync(path, TestServer.Token);
            Assert.True(look.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable, $"{path}: {look.StatusCode}");
        }
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestServer.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        for (; ; )
        {
            using HttpResponseMessage ready = await client.GetAsync("/health/ready", patience.Token);
            if (ready.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(200, patience.Token);
        }
    }

    private static string[] Blobs(CliFolder folder) => [.. Directory.EnumerateFiles(Path.Combine(folder["data"], "blobs")).Order(StringComparer.Ordinal)];

    private static SqliteConnection Hold(string path)
    {
        var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        return other;
    }

    private static void Checkpoint(string path)
    {
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        Run(other, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
