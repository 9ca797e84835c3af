using System.Diagnostics;
using System.Diagnostics.Metrics;
using Infill.Server.Jobs;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Telemetry;

/// <summary>What a server counts and measures. Names and labels hold no text of clients: engines, workflows, states, codes, routes.</summary>
internal sealed class ServerMeter : IDisposable
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Infill.Server";

    private static readonly double[] SecondBounds = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300];
    private static readonly double[] SeamBounds = [0.5, 0.8, 1, 1.2, 1.5, 2, 3];

    private readonly Counter<long> _jobs;
    private readonly Counter<long> _pixels;
    private readonly Counter<long> _keepFailures;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _verdicts;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _run;
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _seams;
    private readonly Histogram<double> _requests;

    /// <summary>Makes the instruments.</summary>
    public ServerMeter()
    {
        _jobs = Meter.CreateCounter<long>("infill.jobs", "{job}", "Jobs that ended, by their end.");
        _pixels = Meter.CreateCounter<long>("infill.filled", "{pixel}", "Pixels that were filled.");
        _keepFailures = Meter.CreateCounter<long>("infill.keep.failures", "{job}", "Jobs thrown away because a kept pixel changed: always 0, else a fault.");
        _refusals = Meter.CreateCounter<long>("infill.refusals", "{request}", "Requests that were refused, by the reason.");
        _verdicts = Meter.CreateCounter<long>("infill.verdicts", "{fill}", "What the quality gate said of results.");
        _wait = Seconds("infill.job.wait", "From acceptance to the start of a run.");
        _run = Seconds("infill.job.duration", "From the start of a run to its end.");
        _stages = Seconds("infill.stage.duration", "One stage of one fill, over all its regions.");
        _requests = Seconds("infill.http.duration", "Requests, by route and status.");
        _seams = Meter.CreateHistogram("infill.seam.score", "1", "How rough the seams of fills are; 1 = as their neighbourhood.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = SeamBounds });
    }

    /// <summary>Spans of jobs.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The meter, of this server alone.</summary>
    public Meter Meter { get; } = new(Name);

    /// <summary>Begins to look at what stands in the queue and in memory.</summary>
    /// <param name="parts">The server.</param>
    public void Observe(ServerParts parts)
    {
        Meter.CreateObservableGauge("infill.queue.depth", () => CountWaiting(parts.Queue), "{job}", "Jobs that wait; NaN while that cannot be read.");
        Meter.CreateObservableGauge("infill.jobs.running", () => parts.Workers.Running, "{job}", "Jobs at work.");
        Meter.CreateObservableGauge("infill.tiles", () => parts.Copies.Bytes, "By", "Pictures decoded into tiles on the disk.");
        Meter.CreateObservableGauge("infill.memory.process", () => Environment.WorkingSet, "By", "Memory of the process.");
        Meter.CreateObservableGauge("infill.memory.heap", () => GC.GetTotalMemory(forceFullCollection: false), "By", "Memory of managed objects.");

        // Seen from the start, so that an alarm on it has something to look at.
        _keepFailures.Add(0);
    }

    /// <summary>A run begins.</summary>
    public void Begin(Job job)
    {
        if (job.Times.Started is DateTimeOffset started)
        {
            _wait.Record(Math.Max(0, (started - job.Times.Created).TotalSeconds), Tag("workflow", job.Spec.Workflow.Word()));
        }
    }

    /// <summary>A job ends that never ran: cancelled or overdue while it waited.</summary>
    public void EndWaiting(Job job, JobResult result) => _jobs.Add(1, TagsOf(job, result));

    /// <summary>A job ends that ran.</summary>
    public void End(Job job, JobResult result)
    {
        TagList tags = TagsOf(job, result);
        _jobs.Add(1, tags);
        _run.Record(result.Seconds, tags);
        _keepFailures.Add(result.State == JobState.Blocked ? 1 : 0);
    }

    /// <summary>A fill was made.</summary>
    public void Fill(Trace trace)
    {
        foreach ((Stage stage, double seconds) in trace.Times.Stages)
        {
            _stages.Record(seconds, Tag("stage", stage.ToString().ToLowerInvariant()), Tag("engine", trace.Engine));
        }

        foreach (TraceRegion region in trace.Regions)
        {
            _pixels.Add(region.HolePixels, Tag("engine", trace.Engine));
            if (region.Trials.FirstOrDefault(trial => trial.Method == region.Method) is { } kept)
            {
                _seams.Record(kept.SeamScore, Tag("engine", trace.Engine));
            }
        }

        if (trace.Verdict is TraceVerdict verdict)
        {
            _verdicts.Add(1, Tag("status", verdict.Status), Tag("engine", trace.Engine));
        }
    }

    /// <summary>A request is refused.</summary>
    /// <param name="code">Word of the problem.</param>
    public void Refuse(string code) => _refusals.Add(1, Tag("code", code));

    /// <summary>A request was answered.</summary>
    public void Answer(string method, string route, int status, TimeSpan time) =>
        _requests.Record(time.TotalSeconds, Tag("method", method), Tag("route", route), Tag("status", status));

    /// <summary>Ends the instruments.</summary>
    public void Dispose() => Meter.Dispose();

    private Histogram<double> Seconds(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = SecondBounds });

    // Whoever looks at the other metrics shall see them when the store is ill, too.
    private static double CountWaiting(IJobQueue queue)
    {
        try
        {
            return queue.CountWaiting();
        }
        catch (Exception reason) when (reason is SqliteException or IOException)
        {
            return double.NaN;
        }
    }

    private static TagList TagsOf(Job job, JobResult result) => new() { Tag("state", result.State.Word()), Tag("workflow", job.Spec.Workflow.Word()), Tag("engine", job.Spec.Engine) };

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
