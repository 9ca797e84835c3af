using System.Collections.Concurrent;
using System.Diagnostics;
using Infill.Server.Telemetry;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Telemetry;

/// <summary>A job is a span, its stages are spans below, and the engine's steps below those.</summary>
public sealed class SpanTests
{
    [Fact]
    public async Task Job_WithAListener_HasASpanPerStageAndStep()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RunSpans.SourceName or ServerMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using TestServer server = await TestServer.StartAsync();

        string id = (string)(await server.AcceptAsync(TestServer.Job("patch"), "?wait=60"))["id"]!;
        while (!spans.Any(span => (string?)span.GetTagItem("infill.job.id") == id))
        {
            await Task.Delay(10, TestServer.Token);
        }

        // Other tests run beside this one; what belongs to the job has its trace.
        Activity job = spans.Single(span => (string?)span.GetTagItem("infill.job.id") == id);
        Activity[] below = [.. spans.Where(span => span.TraceId == job.TraceId)];
        Assert.Equal(("infill.job", "succeeded"), (job.OperationName, (string?)job.GetTagItem("infill.state")));
        foreach (string stage in (string[])["validate", "mask", "plan", "crop", "fill", "blend", "stitch", "trace"])
        {
            // The trace stage is measured twice: the proof, and the hashes.
            Activity[] ofStage = [.. below.Where(span => span.OperationName == "infill." + stage)];
            Assert.Equal(stage == "trace" ? 2 : 1, ofStage.Length);
            Assert.All(ofStage, span => Assert.Equal(job.SpanId, span.ParentSpanId));
        }

        Activity fill = below.Single(span => span.OperationName == "infill.fill");
        Activity[] steps = [.. below.Where(span => span.OperationName == "infill.step").OrderBy(span => span.StartTimeUtc)];
        Assert.Equal(steps.Length, (int)steps[^1].GetTagItem("infill.steps")!);
        Assert.Equal(Enumerable.Range(1, steps.Length), steps.Select(step => (int)step.GetTagItem("infill.step")!));
        Assert.All(steps, step => Assert.Equal(fill.SpanId, step.ParentSpanId));
        Assert.All(steps, step => Assert.InRange(step.StartTimeUtc, job.StartTimeUtc, fill.StartTimeUtc + fill.Duration));
    }
}
