using System.Globalization;

namespace Infill.Onnx.StableDiffusion;

/// <summary>How much memory the machine, or the container around this process, has left.</summary>
internal static class FreeMemory
{
    private const string Table = "/proc/meminfo";
    private const string Line = "MemAvailable:";
    private const long KiB = 1024;

    /// <summary>Bytes that a program may still take without swapping.</summary>
    public static long Bytes()
    {
        long most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return Math.Min(most, File.Exists(Table) ? Read(File.ReadLines(Table)) ?? most : most);
    }

    /// <summary>Linux's own estimate, which counts caches that it would give up; null if the table does not say.</summary>
    internal static long? Read(IEnumerable<string> table) =>
        table.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is string line
        && long.TryParse(line[Line.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
            ? kibibytes * KiB
            : null;
}
