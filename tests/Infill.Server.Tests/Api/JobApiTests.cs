using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>A job's life over HTTP.</summary>
public sealed class JobApiTests
{
    [Fact]
    public async Task Post_Form_IsAcceptedAndDoneWithAnExactPicture()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] photo = TestServer.Photo();

        using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job(), photo);
        JsonNode job = await server.WaitAsync(await TestServer.ReadAsync(response));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/v1/jobs/{job["id"]}", response.Headers.Location!.ToString());
        Assert.Equal(("succeeded", 1, 48), ((string)job["state"]!, (int)job["attempts"]!, (int)job["mask"]!["filled_pixels"]!));
        JsonNode output = job["outputs"]![0]!;
        Assert.Equal((48 * 40) - 48, (int)output["proof"]!["kept_pixels"]!);
        byte[] file = await server.Client.GetByteArrayAsync((string)output["url"]!, TestServer.Token);
        Assert.Equal((string)output["sha256"]!, Sha256.Hash(file));
        Image before = ImageFile.Load(photo, null, TestServer.Token), after = ImageFile.Load(file, null, TestServer.Token);
        Assert.Equal((string)output["pixel_sha256"]!, after.ComputeHash());
        Assert.True(before.RowBytes(10).SequenceEqual(after.RowBytes(10)));
        Assert.False(before.RowBytes(17).SequenceEqual(after.RowBytes(17)));
        Assert.Empty(server.Log);
    }

    [Fact]
    public async Task Post_SeveralOutputs_HaveRisingSeedsAndTheirOwnFiles()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonNode job = await server.AcceptAsync(TestServer.Job("patch", ", \"seed\": 7, \"output\": {\"count\": 2, \"format\": \"webp\"}"), "?wait=30");

        Assert.Equal([7, 8], job["outputs"]!.AsArray().Select(o => (int)o!["seed"]!));
        Assert.All(job["outputs"]!.AsArray(), o => Assert.Equal("webp", (string)o!["format"]!));
        Assert.NotEqual((string)job["outputs"]![0]!["sha256"]!, (string)job["outputs"]![1]!["sha256"]!);
    }

    [Fact]
    public async Task Post_DryRun_SaysThePlanAndRunsNothing()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job("patch", ", \"dry_run\": true, \"context\": 9"), TestServer.Photo());
        JsonNode plan = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("patch", 48, 40), ((string)plan["engine"]!, (int)plan["width"]!, (int)plan["height"]!));
        JsonNode region = Assert.Single(plan["regions"]!.AsArray())!;
        Assert.Equal("[20,15,8,6]", region["hole"]!.ToJsonString());
        Assert.Equal("[11,6,26,24]", region["context"]!.ToJsonString());
        Assert.True((double)plan["seconds"]! >= 0);
        Assert.Empty((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "blobs")));
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsTheSameJob()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("Idempotency-Key", "one");

        JsonNode first = await server.AcceptAsync(TestServer.Job());
        using HttpResponseMessage again = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());
        using HttpResponseMessage other = await server.PostFormAsync(TestServer.Job(more: ", \"seed\": 2"), TestServer.Photo());

        Assert.Equal((string)first["id"]!, (string)(await TestServer.ReadAsync(again))["id"]!);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("/problems/idempotency-conflict", (string)(await TestServer.ReadAsync(other))["type"]!);
    }

    [Fact]
    public async Task Post_FullQueue_Is429WithRetryAfterAndKeepsNoFile()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Queue = new(Length: 1, PerOwner: 1) });
        await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();
        await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));

        using HttpResponseMessage refused = await server.PostFormAsync(TestServer.Job(), TestServer.Photo(seed: 5));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "blobs")));
    }

    [Fact]
    public async Task Cancel_RunningJob_EndsWithinAStep()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode job = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();

        using HttpResponseMessage cancelled = await server.Client.PostAsync($"/v1/jobs/{job["id"]}/cancel", null, TestServer.Token);
        JsonNode end = await server.WaitAsync(job);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal(("cancelled", "cancelled"), ((string)end["state"]!, (string)end["problem"]!["code"]!));
        Assert.Empty(end["outputs"]!.AsArray());
    }

    [Fact]
    public async Task Deadline_PassedWhileRunningOrWaiting_IsExpired()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode running = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name, ", \"deadline_seconds\": 1"));
        JsonNode waiting = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name, ", \"deadline_seconds\": 1"));

        Assert.Equal("expired", (string)(await server.WaitAsync(running))["state"]!);
        Assert.Equal("expired", (string)(await server.WaitAsync(waiting))["state"]!);
    }

    [Fact]
    public async Task Events_OfAJob_AreStateProgressAndTheEnd()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode job = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        using HttpResponseMessage response = await server.Client.GetAsync($"/v1/jobs/{job["id"]}/events", HttpCompletionOption.ResponseHeadersRead, TestServer.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestServer.Token));
        var events = new List<(string Name, JsonNode Data)>();

        while (await reader.ReadLineAsync(TestServer.Token) is string line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                string data = (await reader.ReadLineAsync(TestServer.Token))!;
                events.Add((line["event: ".Length..], JsonNode.Parse(data["data: ".Length..])!));
                if (events[^1].Name == "progress")
                {
                    server.Gate.Open();
                }
            }
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("state", events[0].Name);
        Assert.Contains(events, e => e.Name == "progress" && (string)e.Data["stage"]! == "fill" && (double)e.Data["fraction"]! is > 0 and < 1);
        Assert.Equal(("state", "succeeded"), (events[^1].Name, (string)events[^1].Data["state"]!));
        Assert.Single(events, e => e.Name == "state" && e.Data["ended"] is not null);
    }

    [Fact]
    public async Task Events_OfAnEndedJob_AreItsEndOnly()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode job = await server.AcceptAsync(TestServer.Job(), "?wait=30");

        string events = await server.Client.GetStringAsync($"/v1/jobs/{job["id"]}/events", TestServer.Token);

        Assert.StartsWith("event: state\ndata: {", events, StringComparison.Ordinal);
        Assert.Equal(1, events.Split("event:").Length - 1);
    }

    [Fact]
    public async Task Result_ByRangeAndByHash_IsServedAsAFile()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode output = (await server.AcceptAsync(TestServer.Job(), "?wait=30"))["outputs"]![0]!;
        string url = (string)output["url"]!;
        byte[] whole = await server.Client.GetByteArrayAsync(url, TestServer.Token);

        using var part = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new(10, 19) } };
        using HttpResponseMessage partly = await server.Client.SendAsync(part, TestServer.Token);
        using var known = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { IfNoneMatch = { new($"\"{output["sha256"]}\"") } } };
        using HttpResponseMessage unchanged = await server.Client.SendAsync(known, TestServer.Token);

        Assert.Equal(HttpStatusCode.PartialContent, partly.StatusCode);
        Assert.Equal(whole[10..20], await partly.Content.ReadAsByteArrayAsync(TestServer.Token));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(("image/png", (long)whole.Length), (partly.Content.Headers.ContentType!.MediaType, partly.Content.Headers.ContentRange!.Length!.Value));
    }

    [Fact]
    public async Task Delete_EndedJob_TakesItsResultAway()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode job = await server.AcceptAsync(TestServer.Job(), "?wait=30");
        JsonNode living = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));

        using HttpResponseMessage gone = await server.Client.DeleteAsync($"/v1/jobs/{job["id"]}", TestServer.Token);
        using HttpResponseMessage refused = await server.Client.DeleteAsync($"/v1/jobs/{living["id"]}", TestServer.Token);
        using HttpResponseMessage result = await server.Client.GetAsync((string)job["outputs"]![0]!["url"]!, TestServer.Token);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.NotFound), (gone.StatusCode, refused.StatusCode, result.StatusCode));
    }

    [Fact]
    public async Task Stop_InOrder_GivesTheRunningJobBackWithoutCountingIt()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode job = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();

        Assert.Equal((0, 0), await server.StartAgainAsync());
        server.Gate.Open();

        JsonNode end = await server.WaitAsync(job);
        Assert.Equal(("succeeded", 1), ((string)end["state"]!, (int)end["attempts"]!));
    }
}
