using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Infill.Cli.Evaluation;

/// <summary>One finished process.</summary>
internal sealed record ProcessRun
{
    /// <summary>Characters of talk that are kept, the last ones.</summary>
    private const int TailLength = 1000;
    private const int PollMs = 10;

    /// <summary>Linux counts processor time in ticks of this many per second on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>0 if it went well; −1 if it was killed for taking too long.</summary>
    public required int ExitCode { get; init; }

    /// <summary>True if it was killed for taking too long.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>Wall time with start and end.</summary>
    public required double Seconds { get; init; }

    /// <summary>Processor time of all its threads and ended children, polled every 10 ms: nearly independent of what else the machine does.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Largest resident set, polled from the kernel's high-water mark every 10 ms; 0 where there is no /proc.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The end of what it said on standard output and error.</summary>
    public required string Output { get; init; }

    /// <summary>Runs to the end, with an empty standard input and without a shell.</summary>
    /// <param name="words">Program and arguments.</param>
    /// <param name="timeout">Kills it and its children after this time.</param>
    /// <param name="cancellationToken">Kills it and its children.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there or cannot be run.</exception>
    public static ProcessRun Start(IReadOnlyList<string> words, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long began = Stopwatch.GetTimestamp();
        using var process = new Process { StartInfo = start };
        var tail = new StringBuilder();
        process.Start();
        process.StandardInput.Close();
        Task[] readers = [Drain(process.StandardOutput, tail), Drain(process.StandardError, tail)];
        (double cpu, long peak, bool isTimedOut) = (0, 0, false);
        while (!process.WaitForExit(PollMs))
        {
            peak = Math.Max(peak, ReadHighWater(process.Id));
            cpu = Math.Max(cpu, ReadCpuSeconds(process) ?? 0);
            isTimedOut = Stopwatch.GetElapsedTime(began) > timeout;
            if (isTimedOut || cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                break;
            }
        }

        // Ctrl-C reaches the child, too: that it died of it is no fault of its own.
        cancellationToken.ThrowIfCancellationRequested();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        // With a limit: a child that survives may hold the pipes open for ever.
        Task.WaitAll(readers, 1000, CancellationToken.None);
        return new ProcessRun
        {
            ExitCode = isTimedOut ? -1 : process.ExitCode,
            IsTimedOut = isTimedOut,
            Seconds = seconds,
            CpuSeconds = cpu,
            PeakBytes = peak,
            Output = Read(tail),
        };
    }

    private static async Task Drain(StreamReader reader, StringBuilder tail)
    {
        char[] block = new char[4096];
        for (int count = await reader.ReadAsync(block); count > 0; count = await reader.ReadAsync(block))
        {
            lock (tail)
            {
                tail.Append(block, 0, count);
                tail.Remove(0, Math.Max(0, tail.Length - TailLength));
            }
        }
    }

    private static string Read(StringBuilder tail)
    {
        lock (tail)
        {
            return tail.ToString().Trim();
        }
    }

    // Fields 14 to 17 of /proc/ID/stat: the process's own user and system time, and those of its ended children, as of a script's programs.
    private static double? ReadCpuSeconds(Process process)
    {
        try
        {
            string path = $"/proc/{process.Id}/stat";
            if (!File.Exists(path))
            {
                return process.TotalProcessorTime.TotalSeconds;
            }

            string text = File.ReadAllText(path);
            string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // It has ended between two looks.
            return null;
        }
    }

    private static long ReadHighWater(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim(" \tkB"), CultureInfo.InvariantCulture);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
