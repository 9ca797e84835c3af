using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Storage;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Serving;

/// <summary>The server dies at random moments under load. What it had accepted ends, once, and nothing is left over.</summary>
public sealed class KillTests
{
    /// <summary>INFILL_KILLS=50 makes it a long test.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("INFILL_KILLS"), out int kills) ? kills : 4;

    private const int Clients = 3;

    [Fact]
    public async Task Serve_KilledUnderLoad_EveryAcceptedJobEndsOnceWithItsResults()
    {
        using var folder = new CliFolder();
        var accepted = new ConcurrentBag<string>();
        var random = new Random(7);
        for (int i = 0; i < Kills; i++)
        {
            using ServeProcess server = await ServeProcess.StartAsync(folder);
            using var stop = new CancellationTokenSource();
            Task[] load = [.. Enumerable.Range(0, Clients).Select(n => SendUntilAsync(server.Client, accepted, (i * 100) + n, stop.Token))];
            await LoadAsync(accepted, accepted.Count + random.Next(0, 8));
            await Task.Delay(random.Next(0, 150), TestServer.Token);
            server.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        JsonNode[] ended;
        using (ServeProcess last = await ServeProcess.StartAsync(folder))
        {
            ended = [.. await Task.WhenAll(accepted.Select(id => EndAsync(last.Client, id)))];
            foreach (JsonNode output in ended.SelectMany(job => job["outputs"]!.AsArray()).OfType<JsonNode>())
            {
                byte[] file = await last.Client.GetByteArrayAsync((string)output["url"]!, TestServer.Token);
                Assert.Equal((string)output["sha256"]!, Sha256.Hash(file));
                Assert.Equal((string)output["pixel_sha256"]!, ImageFile.Load(file, null, TestServer.Token).ComputeHash());
            }
        }

        Assert.InRange(accepted.Count, Kills, int.MaxValue);
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        Assert.All(ended, job => Assert.True(
            (string)job["state"]! is "succeeded" or "degraded" || (string?)job["problem"]?["code"] == "set-aside", job.ToJsonString()));
        Assert.All(ended, job => Assert.InRange((int)job["attempts"]!, 1, SqliteJobQueue.MostAttempts));
        RequireNoOrphan(folder, accepted.Count);
    }

    // Not by the clock: a busy machine would be killed before it did anything.
    private static async Task LoadAsync(ConcurrentBag<string> accepted, int goal)
    {
        while (accepted.Count < goal)
        {
            await Task.Delay(5, TestServer.Token);
        }
    }

    private static async Task SendUntilAsync(HttpClient client, ConcurrentBag<string> accepted, int seed, CancellationToken stop)
    {
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                string job = $$$"""{"workflow": "fill", "engine": "smooth", "mask": {"expression": "rect:20,15,8,6"}, "seed": {{{i}}}}""";
                using var form = new MultipartFormDataContent { { new StringContent(job), "job" }, { new ByteArrayContent(TestServer.Photo(seed: seed + (10 * i))), "image", "a.png" } };
                using HttpResponseMessage response = await client.PostAsync("/v1/jobs", form, stop);
                if (response.StatusCode == HttpStatusCode.Accepted)
                {
                    accepted.Add((string)(await TestServer.ReadAsync(response))["id"]!);
                }
            }
            catch (Exception reason) when (reason is HttpRequestException or OperationCanceledException)
            {
                // Not accepted, or the answer was lost with the server: then nobody waits for it.
                return;
            }
        }
    }

    private static async Task<JsonNode> EndAsync(HttpClient client, string id)
    {
        while (true)
        {
            JsonNode job = JsonNode.Parse(await client.GetStringAsync($"/v1/jobs/{id}?wait=20", TestServer.Token))!;
            if (job["ended"] is not null)
            {
                return job;
            }
        }
    }

    // The last server was killed, too: what it left is looked at after one more start, as the law says.
    private static void RequireNoOrphan(CliFolder folder, int accepted)
    {
        var blobs = new FolderBlobStore(folder["data"]);
        blobs.Prepare();
        using var database = new Database(Path.Combine(folder["data"], "jobs.db"));
        database.Require();
        new Collector(database, blobs, TimeProvider.System, TimeSpan.FromDays(1)).Sweep();

        string[] named = [.. database.Read(c => c.Query("SELECT DISTINCT hash FROM uses", row => row.GetString(0))).Order(StringComparer.Ordinal)];
        Assert.Equal(named, blobs.List().Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder["data"], "incoming")));

        // A job whose 202 was lost is there, too, but none twice.
        Assert.InRange(database.Read(c => c.Number("SELECT count(*) FROM jobs WHERE ended IS NOT NULL")), accepted, long.MaxValue);
        Assert.Equal(0, database.Read(c => c.Number("SELECT count(*) FROM jobs WHERE state IN ('succeeded', 'degraded') AND id NOT IN (SELECT holder FROM uses WHERE output IS NOT NULL)")));
    }
}
