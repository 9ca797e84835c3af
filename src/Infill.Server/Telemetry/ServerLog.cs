using System.Text.Json;
using Infill.Server.Jobs;

namespace Infill.Server.Telemetry;

/// <summary>What the server tells of itself: faults as sentences, or everything as lines of JSON.</summary>
/// <param name="say">Gets each line.</param>
/// <param name="isJson">True for everything as JSON, false for faults alone as sentences.</param>
/// <param name="time">Clock of the lines.</param>
internal sealed class ServerLog(Action<string> say, bool isJson, TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>A log that says faults alone.</summary>
    public static ServerLog OfFaults(Action<string> say) => new(say, isJson: false, TimeProvider.System);

    /// <summary>Something went wrong that is no client's doing.</summary>
    public void Fault(string message)
    {
        if (isJson)
        {
            Write("fault", entry => entry with { Level = "error", Message = message });
        }
        else
        {
            say(message);
        }
    }

    /// <summary>A job is durable.</summary>
    public void Accepted(Job job) => Write("job.accepted", entry => Of(entry, job));

    /// <summary>A run begins.</summary>
    public void Started(Job job) => Write("job.started", entry => Of(entry, job) with { Attempt = job.Attempts });

    /// <summary>A job has ended.</summary>
    public void Ended(Job job, JobResult result) => Write("job.ended", entry => Of(entry, job) with
    {
        Level = result.State is JobState.Failed or JobState.Blocked ? "error" : "info",
        State = result.State.Word(),
        Code = result.Problem?.Code,
        Seconds = result.Seconds,
        Attempt = job.Attempts,
    });

    /// <summary>A request was refused.</summary>
    public void Refused(string route, int status, string code) => Write("request.refused", entry => entry with { Route = route, Status = status, Code = code });

    private static LogEntry Of(LogEntry entry, Job job) => entry with { Job = job.Id, Workflow = job.Spec.Workflow.Word(), Engine = job.Spec.Engine };

    private void Write(string name, Func<LogEntry, LogEntry> fill)
    {
        if (!isJson)
        {
            return;
        }

        string line = JsonSerializer.Serialize(fill(new LogEntry { Time = time.GetUtcNow(), Level = "info", Event = name }), LogJson.Default.LogEntry);
        lock (_lock)
        {
            say(line);
        }
    }
}
