namespace Infill.Server.Tests.Support;

/// <summary>The system's clock, moved ahead by hand.</summary>
internal sealed class Clock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

    public void Pass(TimeSpan time) => _ahead += time;
}
