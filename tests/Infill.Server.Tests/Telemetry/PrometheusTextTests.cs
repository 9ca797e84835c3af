using System.Diagnostics.Metrics;
using Infill.Server.Telemetry;

namespace Infill.Server.Tests.Telemetry;

/// <summary>Measurements in Prometheus' form.</summary>
public sealed class PrometheusTextTests
{
    [Fact]
    public void Write_EveryKind_IsInPrometheusForm()
    {
        using var meter = new Meter("test");
        using var board = new MetricBoard(meter);
        Counter<long> counter = meter.CreateCounter<long>("a.jobs", "{job}", "Jobs.");
        Histogram<double> histogram = meter.CreateHistogram("b.wait", "s", "Waits.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] });
        meter.CreateObservableGauge("c.memory", () => 77L, "By", "Memory.");
        counter.Add(2, new KeyValuePair<string, object?>("state", "done"));
        counter.Add(3, new KeyValuePair<string, object?>("state", "done"));
        counter.Add(1, new KeyValuePair<string, object?>("state", "a\"b\\c\nd"));
        histogram.Record(0.5);
        histogram.Record(1.25);
        histogram.Record(9);

        Assert.Equal(
            """
            # HELP a_jobs_total Jobs.
            # TYPE a_jobs_total counter
            a_jobs_total{state="a\"b\\c\nd"} 1
            a_jobs_total{state="done"} 5
            # HELP b_wait_seconds Waits.
            # TYPE b_wait_seconds histogram
            b_wait_seconds_bucket{le="0.5"} 1
            b_wait_seconds_bucket{le="2"} 2
            b_wait_seconds_bucket{le="+Inf"} 3
            b_wait_seconds_sum 10.75
            b_wait_seconds_count 3
            # HELP c_memory_bytes Memory.
            # TYPE c_memory_bytes gauge
            c_memory_bytes 77

            """,
            PrometheusText.Write(board),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Board_OtherMetersAndTooManyLabels_AreLetPass()
    {
        using var meter = new Meter("test");
        using var other = new Meter("test");
        using var board = new MetricBoard(meter);
        other.CreateCounter<long>("x").Add(1);
        Counter<long> counter = meter.CreateCounter<long>("a");

        for (int i = 0; i < 3000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", i));
        }

        (Instrument instrument, IReadOnlyList<(string, MetricSeries)> series) = Assert.Single(board.Read());
        Assert.Equal(("a", 1000), (instrument.Name, series.Count));
    }

    [Fact]
    public async Task Add_FromManyThreads_LosesNothing()
    {
        using var meter = new Meter("test");
        using var board = new MetricBoard(meter);
        Histogram<double> histogram = meter.CreateHistogram("h", "s", "", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1] });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 5000; i++)
            {
                histogram.Record(0.5);
            }
        })));

        (double sum, long[] upTo) = board.Read()[0].Series[0].Series.Read();
        Assert.Equal((20_000.0, 40_000L, 40_000L), (sum, upTo[0], upTo[1]));
    }
}
