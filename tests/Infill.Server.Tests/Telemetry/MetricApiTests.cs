using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Telemetry;

/// <summary>What /metrics tells of a server that worked, and that the dashboard asks for nothing else.</summary>
public sealed partial class MetricApiTests
{
    [Fact]
    public async Task Metrics_AfterWork_CountIt()
    {
        await using TestServer server = await WorkedAsync();

        string text = await server.Client.GetStringAsync("/metrics", TestServer.Token);

        Assert.Contains("infill_jobs_total{state=\"degraded\",workflow=\"fill\",engine=\"waiting\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("infill_filled_total{engine=\"waiting\"} 840", text, StringComparison.Ordinal);
        Assert.Contains("infill_refusals_total{code=\"invalid-request\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("infill_verdicts_total{status=\"degraded\",engine=\"waiting\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("infill_keep_failures_total 0", text, StringComparison.Ordinal);
        Assert.Contains("infill_queue_depth 0", text, StringComparison.Ordinal);
        Assert.Contains("infill_stage_duration_seconds_count{stage=\"fill\",engine=\"waiting\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("infill_seam_score_count{engine=\"waiting\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("infill_http_duration_seconds_count{method=\"POST\",route=\"/v1/jobs\",status=\"202\"} 1", text, StringComparison.Ordinal);
        Assert.Matches("infill_memory_process_bytes [1-9][0-9]{6,}", text);
        Assert.DoesNotContain("/v1/jobs/0000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_JobsThatEndWhileTheyWait_AreCounted()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();
        JsonNode unwanted = await server.AcceptAsync(TestServer.Job()), late = await server.AcceptAsync(TestServer.Job(more: ", \"deadline_seconds\": 5"));

        using HttpResponseMessage cancelled = await server.Client.PostAsync($"/v1/jobs/{unwanted["id"]}/cancel", content: null, TestServer.Token);
        using HttpResponseMessage again = await server.Client.PostAsync($"/v1/jobs/{unwanted["id"]}/cancel", content: null, TestServer.Token);
        server.Clock.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal("expired", (string)(await server.WaitAsync(late))["state"]!);
        string text = await server.Client.GetStringAsync("/metrics", TestServer.Token);

        Assert.Contains("infill_jobs_total{state=\"cancelled\",workflow=\"fill\",engine=\"smooth\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("infill_jobs_total{state=\"expired\",workflow=\"fill\",engine=\"smooth\"} 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("infill_job_duration_seconds_count{state=\"cancelled\"", text, StringComparison.Ordinal);
        Assert.Contains(server.Entries, line => line.Contains("job.ended", StringComparison.Ordinal) && line.Contains("cancelled", StringComparison.Ordinal));
        server.Gate.Open();
    }

    [Fact]
    public async Task Dashboard_EveryMetricThatItAsksFor_IsThere()
    {
        await using TestServer server = await WorkedAsync();
        string text = await server.Client.GetStringAsync("/metrics", TestServer.Token);
        JsonNode dashboard = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "grafana-dashboard.json"), TestServer.Token))!;

        string[] asked = [.. dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!)];
        string[] names = [.. asked.SelectMany(expression => MetricName().Matches(expression).Select(match => match.Value)).Distinct()];

        Assert.InRange(names.Length, 10, 40);
        Assert.All(names, name => Assert.Matches($"(?m)^{name}[{{ ]", text));
        Assert.All(asked, expression => Assert.Equal(expression.Count(letter => letter == '('), expression.Count(letter => letter == ')')));
    }

    [Fact]
    public async Task Metrics_WithKeys_NeedOne()
    {
        await using TestServer server = await TestServer.StartAsync();
        new Infill.Server.Security.KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add("alice", readOnly: true);

        using HttpResponseMessage response = await server.Client.GetAsync("/metrics", TestServer.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<TestServer> WorkedAsync()
    {
        TestServer server = await TestServer.StartAsync();
        server.Gate.Open();
        using HttpResponseMessage done = await server.PostFormAsync("""{"workflow": "fill", "engine": "waiting", "mask": {"expression": "rect:30,25,30,28"}}""", TestServer.Photo(96, 80), "?wait=60");
        using HttpResponseMessage refused = await server.PostFormAsync("""{"workflow": "replace", "mask": {"expression": "rect:30,25,30,28"}}""", TestServer.Photo(96, 80));
        using HttpResponseMessage unknown = await server.Client.GetAsync("/v1/jobs/00000000000000000000000000000000", TestServer.Token);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (done.StatusCode, refused.StatusCode, unknown.StatusCode));
        return server;
    }

    [GeneratedRegex("infill_[a-z_]+")]
    private static partial Regex MetricName();
}
