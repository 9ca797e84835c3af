using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>Lets jobs run beside each other only while what they are estimated to take fits together. The next job waits for its room; nobody is let past it.</summary>
/// <param name="bytes">For all running jobs and the models of their engines.</param>
internal sealed class MemoryLedger(long bytes)
{
    private const int BytesPerMegabyte = 1 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Job> _running = new(StringComparer.Ordinal);

    /// <summary>Weights by their engine: once loaded they stay.</summary>
    private readonly Dictionary<string, long> _models = new(StringComparer.Ordinal);

    /// <summary>Bytes that running jobs have, those of models included.</summary>
    public long Reserved
    {
        get
        {
            lock (_lock)
            {
                return _running.Values.Sum(job => job.Memory.Bytes) + _models.Values.Sum();
            }
        }
    }

    /// <summary>Refuses a job that would not fit even alone.</summary>
    /// <exception cref="ProblemException">It does not.</exception>
    public void Require(JobMemory need)
    {
        if (need.Bytes + need.SharedBytes > bytes)
        {
            string model = need.SharedBytes > 0 ? $", and its model {Megabytes(need.SharedBytes)}" : "";
            throw new ProblemException(new Explanation(
                413,
                "memory",
                "The job needs too much memory",
                $"The job would take about {Megabytes(need.Bytes)}{model}; jobs of this server have {Megabytes(bytes)}. Make the picture or its mask smaller, or start the server with a larger --memory-budget."));
        }
    }

    /// <summary>Gives a job its room, if there is any. With nothing else at work there always is: a job that was accepted runs.</summary>
    public bool TryReserve(Job job)
    {
        lock (_lock)
        {
            long models = _models.Where(pair => pair.Key != job.Spec.Engine).Sum(pair => pair.Value) + ModelOf(job);
            if (_running.Count > 0 && _running.Values.Sum(other => other.Memory.Bytes) + job.Memory.Bytes + models > bytes)
            {
                return false;
            }

            _running[job.Id] = job;
            _models[job.Spec.Engine] = ModelOf(job);
            return true;
        }
    }

    /// <summary>The job is over.</summary>
    public void Release(Job job)
    {
        lock (_lock)
        {
            _running.Remove(job.Id);
        }
    }

    private long ModelOf(Job job) => Math.Max(_models.GetValueOrDefault(job.Spec.Engine), job.Memory.SharedBytes);

    private static string Megabytes(long count) => $"{(count + BytesPerMegabyte - 1) / BytesPerMegabyte} MB";
}
