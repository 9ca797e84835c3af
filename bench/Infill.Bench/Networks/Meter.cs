using System.Diagnostics;

namespace Infill.Bench.Networks;

/// <summary>Runs jobs in turn, round by round, so that drift and other work on the machine hit all alike; medians count.</summary>
internal sealed class Meter
{
    private readonly List<(string Name, Action Job, int Repeats)> _jobs = [];
    private readonly Dictionary<string, List<(double Wall, double Cpu)>> _samples = [];

    /// <summary>Adds a job.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="job">The work.</param>
    /// <param name="repeats">Runs per round, for short ones.</param>
    public void Add(string name, Action job, int repeats = 1) => _jobs.Add((name, job, repeats));

    /// <summary>Runs all: one round to warm up, then those that count.</summary>
    public void Run(int rounds)
    {
        for (int round = 0; round <= rounds; round++)
        {
            foreach ((string name, Action job, int repeats) in _jobs)
            {
                for (int i = 0; i < repeats; i++)
                {
                    (double wall, double cpu) = Time(job);
                    if (round > 0)
                    {
                        (_samples.TryGetValue(name, out List<(double, double)>? list) ? list : _samples[name] = []).Add((wall, cpu));
                    }
                }
            }

            Console.Error.WriteLine($"round {round} of {rounds}, load {Load()}");
        }
    }

    /// <summary>Median seconds by the clock.</summary>
    public double Wall(string name) => Numbers.Median(_samples[name].Select(s => s.Wall));

    /// <summary>Median processor time of all threads in seconds: nearly independent of what else the machine does.</summary>
    public double Cpu(string name) => Numbers.Median(_samples[name].Select(s => s.Cpu));

    /// <summary>Load average of the last minute, or a dash.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "–";

    private static (double Wall, double Cpu) Time(Action job)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        job();
        double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.Refresh();
        return (wall, (process.TotalProcessorTime - before).TotalSeconds);
    }
}
