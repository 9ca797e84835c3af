using System.Runtime.InteropServices;

namespace Infill.Cli.Streams;

/// <summary>The numbers under which Unix hands stdin and stdout to a process.</summary>
internal static partial class Descriptor
{
    /// <summary>Stdin.</summary>
    public const int Input = 0;

    /// <summary>Stdout.</summary>
    public const int Output = 1;

    private const int GetFlags = 1;
    private const int ClosesOnExec = 1;

    /// <summary>True if the process was started with something behind this number.</summary>
    /// <remarks>If it was not, the runtime's first own descriptors get the free numbers: reading one waits for ever, writing one
    /// speaks to the runtime. The runtime marks its own to be closed on exec; one that came through an exec cannot be so marked.</remarks>
    public static bool IsInherited(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        int flags = Control(number, GetFlags);
        return flags >= 0 && (flags & ClosesOnExec) == 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command);
}
