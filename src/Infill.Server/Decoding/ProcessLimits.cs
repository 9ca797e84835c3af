using System.Globalization;
using System.Runtime.InteropServices;

namespace Infill.Server.Decoding;

/// <summary>Limits that a process sets itself before it touches anything from outside.</summary>
/// <remarks>Managed memory is bounded by the runtime (DOTNET_GCHeapHardLimit, set by the server) on every system. Native memory is bounded
/// by RLIMIT_AS on Linux; elsewhere the server looks at the process's working set and ends it.</remarks>
internal static partial class ProcessLimits
{
    private const int CoreResource = 4;
    private const int AddressSpaceResource = 9;

    /// <summary>Forbids growth by more than so many bytes, and dumps of memory, which would hold pictures.</summary>
    public static void Apply(long bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The runtime reserves its heap's whole range at the start, so the limit counts from here.
        long pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture);
        Set(AddressSpaceResource, (ulong)((pages * Environment.SystemPageSize) + bytes));
        Set(CoreResource, 0);
    }

    private static unsafe void Set(int resource, ulong value)
    {
        ulong* limits = stackalloc ulong[2] { value, value };
        if (SetLimit(resource, limits) != 0)
        {
            throw new ServerException($"The limit {resource} of the decoder cannot be set; the system refuses it.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int SetLimit(int resource, ulong* limits);
}
