using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infill.Cli.Batch;

/// <summary>Removes what killed processes left: temporaries carry the number of the process that wrote them.</summary>
internal static partial class StaleTemporaries
{
    /// <summary>The kernel's start times are off by as much from the clock of files.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    /// <summary>Cleans the folders of these outputs, and the output folder itself. What cannot be removed stays; it harms nothing.</summary>
    public static void Remove(IEnumerable<string> outputs, OutputFolder folder)
    {
        foreach (string within in outputs.Select(output => Path.GetDirectoryName(output) ?? "").Append("").Distinct().Select(folder.At).Where(Directory.Exists))
        {
            RemoveFrom(within);
        }
    }

    private static void RemoveFrom(string folder)
    {
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles(".infill-*.tmp").Where(IsStale).ToArray())
            {
                file.Delete();
            }
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // A leftover has a name that says what it is, and is never taken for a picture.
        }
    }

    private static bool IsStale(FileInfo file)
    {
        Match name = TemporaryName().Match(file.Name);
        return name.Success
            && int.TryParse(name.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && !IsAlive(id, file.LastWriteTimeUtc);
    }

    /// <summary>True if the process that wrote the file may still run: a later one can have got its number. Our own number counts as dead, as nothing is written yet.</summary>
    private static bool IsAlive(int id, DateTime written)
    {
        if (id == Environment.ProcessId)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() <= written + ClockSlack;
        }
        catch (Exception reason) when (reason is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // No such process; or one of another user, whose file is not ours to judge, unless it has ended.
            return reason is System.ComponentModel.Win32Exception;
        }
    }

    [GeneratedRegex(@"^\.infill-(\d+)-[0-9a-f]+\.tmp$")]
    private static partial Regex TemporaryName();
}
