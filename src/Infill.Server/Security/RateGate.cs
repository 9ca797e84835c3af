using Infill.Server.Running;

namespace Infill.Server.Security;

/// <summary>How often someone may ask: a bucket of tokens each, full at first and refilled evenly.</summary>
/// <param name="perMinute">Tokens that come in a minute, and that a bucket holds.</param>
/// <param name="time">Clock.</param>
internal sealed class RateGate(int perMinute, TimeProvider time)
{
    /// <summary>Buckets that are remembered; full ones are forgotten first, as forgetting them changes nothing.</summary>
    private const int MostBuckets = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Tokens, long Stamp)> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes a token.</summary>
    /// <param name="who">A key's name or an address.</param>
    /// <exception cref="ProblemException">There is none; says when there will be.</exception>
    public void Require(string who)
    {
        double tokens;
        lock (_lock)
        {
            long now = time.GetTimestamp();
            tokens = Level(_buckets.GetValueOrDefault(who, (perMinute, now)), now);
            if (tokens >= 1)
            {
                MakeRoom(now);
                _buckets[who] = (tokens - 1, now);
                return;
            }
        }

        int seconds = (int)Math.Ceiling((1 - tokens) * 60 / perMinute);
        throw new ProblemException(new Explanation(429, "rate", "Too many requests", $"More than {perMinute} requests came in a minute; ask again in {seconds} s.") { RetryAfter = seconds });
    }

    private double Level((double Tokens, long Stamp) bucket, long now) => Math.Min(perMinute, bucket.Tokens + (time.GetElapsedTime(bucket.Stamp, now).TotalMinutes * perMinute));

    private void MakeRoom(long now)
    {
        if (_buckets.Count < MostBuckets)
        {
            return;
        }

        foreach (string full in _buckets.Where(pair => Level(pair.Value, now) >= perMinute).Select(pair => pair.Key).ToArray())
        {
            _buckets.Remove(full);
        }

        if (_buckets.Count >= MostBuckets)
        {
            _buckets.Remove(_buckets.MinBy(pair => pair.Value.Stamp).Key);
        }
    }
}
