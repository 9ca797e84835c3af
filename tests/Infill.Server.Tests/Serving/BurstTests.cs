using System.Net;
using System.Text.Json.Nodes;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Serving;

/// <summary>Many at once, more than the queue holds.</summary>
public sealed class BurstTests
{
    private const int Requests = 200;
    private const int Queue = 20;

    [Fact]
    public async Task Post_BurstBeyondTheQueue_AcceptsWhatFitsAndTellsTheOthersToComeAgain()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Queue = new(Queue, Queue) });
        string image = await server.SendImageAsync(TestServer.Photo());
        string job = $$$"""{"workflow": "fill", "engine": "{{{WaitingEngine.Name}}}", "image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:20,15,8,6"}}""";
        using HttpResponseMessage first = await server.PostJsonAsync("/v1/jobs", job);
        await server.BegunAsync();

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => server.PostJsonAsync("/v1/jobs", job)));

        Assert.Equal(Queue, responses.Count(response => response.StatusCode == HttpStatusCode.Accepted));
        Assert.All(responses, response => Assert.True(response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests, $"{response.StatusCode}"));
        Assert.All(responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests), response => Assert.NotNull(response.Headers.RetryAfter));
        JsonNode health = await server.GetAsync("/health");
        Assert.Equal((Queue, 1), ((int)health["waiting"]!, (int)health["running"]!));
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Post_RacingUnderOneIdempotencyKey_AcceptsOneJob()
    {
        await using TestServer server = await TestServer.StartAsync();
        string image = await server.SendImageAsync(TestServer.Photo());
        server.Client.DefaultRequestHeaders.Add("Idempotency-Key", "the same");
        string job = $$$"""{"workflow": "fill", "engine": "smooth", "image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:20,15,8,6"}}""";

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using HttpResponseMessage response = await server.PostJsonAsync("/v1/jobs", job);
            return (string)(await TestServer.ReadAsync(response))["id"]!;
        }));

        Assert.Single(ids.Distinct());
        Assert.Single((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
    }

    [Fact]
    public async Task Post_SeveralWorkers_RunAtOnceAndEveryJobOnce()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Workers = 3 });
        JsonNode[] jobs = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => server.AcceptAsync(TestServer.Job(WaitingEngine.Name))))];
        await server.BegunAsync(3);
        int running = (int)(await server.GetAsync("/health"))["running"]!;

        server.Gate.Open();
        JsonNode[] ends = await Task.WhenAll(jobs.Select(server.WaitAsync));

        Assert.Equal(3, running);
        Assert.All(ends, end => Assert.Equal(("succeeded", 1), ((string)end["state"]!, (int)end["attempts"]!)));
        Assert.Equal(5, server.Gate.Begun);
    }
}
