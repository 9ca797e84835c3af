using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Infill.Server.Telemetry;

/// <summary>Keeps what a meter measures, for whoever comes to read it.</summary>
internal sealed class MetricBoard : IDisposable
{
    /// <summary>Label sets of one instrument; labels have few values, so more would be a fault.</summary>
    private const int MostSeries = 1000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> _instruments = new();

    /// <summary>Listens from now on.</summary>
    /// <param name="meter">The meter; others are let pass.</param>
    public MetricBoard(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything that was measured, by name; gauges are asked now.</summary>
    public IReadOnlyList<(Instrument Instrument, IReadOnlyList<(string Labels, MetricSeries Series)> Series)> Read()
    {
        _listener.RecordObservableInstruments();
        return
        [
            .. _instruments.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => (pair.Key, (IReadOnlyList<(string, MetricSeries)>)
                [.. pair.Value.OrderBy(series => series.Key, StringComparer.Ordinal).Select(series => (series.Key, series.Value))])),
        ];
    }

    /// <summary>The bounds of a histogram's buckets; empty for other kinds.</summary>
    public static IReadOnlyList<double> BoundsOf(Instrument instrument) => instrument is Histogram<double> histogram ? histogram.Advice?.HistogramBucketBoundaries ?? [] : [];

    /// <summary>Listens no longer.</summary>
    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        ConcurrentDictionary<string, MetricSeries> all = _instruments.GetOrAdd(instrument, _ => new(StringComparer.Ordinal));
        string labels = PrometheusText.Labels(tags);
        if (!all.TryGetValue(labels, out MetricSeries? series))
        {
            if (all.Count >= MostSeries)
            {
                return;
            }

            series = all.GetOrAdd(labels, _ => new MetricSeries(BoundsOf(instrument)));
        }

        if (instrument.IsObservable)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }
}
