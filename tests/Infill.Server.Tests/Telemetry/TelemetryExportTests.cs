using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Infill.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Infill.Server.Tests.Telemetry;

/// <summary>A collector gets spans and metrics in OTLP's form.</summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Collector_AfterAJob_HasItsSpansAndMetrics()
    {
        var received = new ConcurrentQueue<(string Path, string Media, string Body)>();
        await using WebApplication collector = await CollectAsync(received);
        await using (TestServer server = await TestServer.StartAsync(otlp: new Uri(collector.Urls.First())))
        {
            await server.AcceptAsync(TestServer.Job("patch"), "?wait=60");
        }

        // What is left is sent when the server stops; names stand in the protocol's messages as they are.
        Assert.All(received, one => Assert.Equal("application/x-protobuf", one.Media));
        string spans = string.Concat(received.Where(one => one.Path == "/v1/traces").Select(one => one.Body));
        string metrics = string.Concat(received.Where(one => one.Path == "/v1/metrics").Select(one => one.Body));
        Assert.All((string[])["infill.job", "infill.fill", "infill.step", "infill.blend", "service.name"], name => Assert.Contains(name, spans, StringComparison.Ordinal));
        Assert.All((string[])["infill.queue.depth", "infill.job.wait", "infill.stage.duration", "infill.filled", "infill.keep.failures", "infill.memory.process"], name => Assert.Contains(name, metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_WithoutItsCollector_WorksAndStops()
    {
        await using TestServer server = await TestServer.StartAsync(otlp: new Uri("http://127.0.0.1:9"));

        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=60"))["state"]!);
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<(string, string, string)> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue((context.Request.Path, context.Request.ContentType ?? "", Encoding.Latin1.GetString(body.ToArray())));
            context.Response.StatusCode = (int)HttpStatusCode.OK;
        });
        await collector.StartAsync(TestServer.Token);
        return collector;
    }
}
