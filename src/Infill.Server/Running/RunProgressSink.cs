
namespace Infill.Server.Running;

/// <summary>Passes a run's progress on, but not more often than anyone could look.</summary>
/// <param name="feed">Who listens.</param>
/// <param name="id">The job.</param>
/// <param name="time">Clock of the pace.</param>
internal sealed class RunProgressSink(JobFeed feed, string id, TimeProvider time) : IProgress<StageProgress>
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private long? _last;
    private Stage _stage;

    /// <summary>Fill at work, 1 … number of results.</summary>
    public int Output { get; set; } = 1;

    /// <summary>Passes on every new stage, and of its steps one per tenth of a second.</summary>
    public void Report(StageProgress value)
    {
        if (_last is long last && value.Stage == _stage && time.GetElapsedTime(last) < Pace)
        {
            return;
        }

        (_last, _stage) = (time.GetTimestamp(), value.Stage);
        feed.Tell(id, new JobNews(value, Output));
    }
}
