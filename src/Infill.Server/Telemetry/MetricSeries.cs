namespace Infill.Server.Telemetry;

/// <summary>One instrument under one set of labels: a sum, a last value, or a histogram.</summary>
/// <param name="bounds">Upper bounds of a histogram's buckets, rising; empty for other kinds.</param>
internal sealed class MetricSeries(IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _value;

    /// <summary>Adds a measurement.</summary>
    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
            int bucket = 0;
            while (bucket < bounds.Count && value > bounds[bucket])
            {
                bucket++;
            }

            _counts[bucket]++;
        }
    }

    /// <summary>Replaces the value: what is observed is not added up.</summary>
    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    /// <summary>The sum or the last value, and how many measurements were not above each bound; the last number is all of them.</summary>
    public (double Value, long[] UpTo) Read()
    {
        lock (_lock)
        {
            long sum = 0;
            return (_value, [.. _counts.Select(count => sum += count)]);
        }
    }
}
