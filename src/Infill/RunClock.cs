using System.Diagnostics;

namespace Infill;

/// <summary>Adds up the seconds of each stage.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly double[] _seconds = new double[Enum.GetValues<Stage>().Length];
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public long Now => time.GetTimestamp();

    public T Measure<T>(Stage stage, Func<T> work)
    {
        using Activity? span = RunSpans.Begin(stage);
        long start = time.GetTimestamp();
        T result = work();
        _seconds[(int)stage] += SecondsSince(start);
        return result;
    }

    public void Measure(Stage stage, Action work) => Measure(stage, () =>
    {
        work();
        return true;
    });

    public double SecondsSince(long start) => time.GetElapsedTime(start).TotalSeconds;

    public TraceTimes Close() => new(
        _started, SecondsSince(_start), [.. Enum.GetValues<Stage>().Select(s => new StageSeconds(s, _seconds[(int)s]))]);
}
