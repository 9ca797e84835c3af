using System.Diagnostics;
using System.Globalization;

namespace Infill.Bench.Peers;

/// <summary>One finished process.</summary>
/// <param name="ExitCode">0 if it went well.</param>
/// <param name="Seconds">Wall time with start and end.</param>
/// <param name="CpuSeconds">Processor time of all its threads, polled every 10 ms: nearly independent of what else the machine does.</param>
/// <param name="PeakBytes">Largest resident set, polled from the kernel's high-water mark every 10 ms; 0 where there is no /proc.</param>
/// <param name="Output">Standard output and error.</param>
internal sealed record ProcessRun(int ExitCode, double Seconds, double CpuSeconds, long PeakBytes, string Output)
{
    /// <summary>Runs to the end.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not installed.</exception>
    public static ProcessRun Start(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        (double cpu, long peak) = (0, 0);
        while (!process.WaitForExit(10))
        {
            peak = Math.Max(peak, ReadHighWater(process.Id));
            cpu = ReadCpuSeconds(process) ?? cpu;
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.WaitForExit();
        return new ProcessRun(process.ExitCode, seconds, cpu, peak, output.Result + errors.Result);
    }

    /// <summary>True if the program starts and ends with 0.</summary>
    public static bool Works(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            return Start(program, arguments).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static double? ReadCpuSeconds(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
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
        catch (IOException)
        {
            return 0;
        }
    }
}
