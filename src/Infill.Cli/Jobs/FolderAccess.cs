using System.Runtime.InteropServices;

namespace Infill.Cli.Jobs;

/// <summary>Asks whether files can be made in a folder, and makes folders.</summary>
internal static partial class FolderAccess
{
    private const int Write = 2;

    /// <summary>Why not, or null.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="touches">True makes a temporary file, which is sure; false asks for the rights alone, which on Windows tells nothing.</param>
    public static string? FindObstacle(string folder, bool touches)
    {
        if (!touches)
        {
            return OperatingSystem.IsWindows() || Access(folder, Write) == 0 ? null : Marshal.GetLastPInvokeErrorMessage();
        }

        try
        {
            string probe = Path.Combine(folder, $".infill-{Environment.ProcessId}-probe.tmp");
            using FileStream _ = new(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return reason.Message;
        }
    }

    /// <summary>Makes a folder and those above it; nothing if it is there.</summary>
    /// <exception cref="CliException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Failed, $"The folder '{folder}' cannot be made: {reason.Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Access(string path, int mode);
}
