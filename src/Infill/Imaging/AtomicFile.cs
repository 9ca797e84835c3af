using System.Runtime.InteropServices;

namespace Infill.Imaging;

/// <summary>Writes a file so that its path shows either the old content or the whole new one, also after a crash or power cut.</summary>
public static partial class AtomicFile
{
    private const int ReadOnlyFlag = 0;
    private const int InvalidCall = 22;
    private const int UnsupportedCall = 95;

    /// <summary>Temporary file in the target's folder, fsync, rename, fsync of the folder (Unix).</summary>
    /// <param name="path">Target; if it is a link, the file it points to is replaced.</param>
    /// <param name="overwrite">False: an existing target is an error.</param>
    /// <param name="write">Writes the content; the stream can seek.</param>
    /// <param name="inspect">Looks at the complete temporary file before it gets its name; what it throws ends the write. Null = nobody looks.</param>
    /// <exception cref="ImageFileException">The target exists, is a folder, or cannot be written. The target is as it was.</exception>
    public static void Write(string path, bool overwrite, Action<Stream> write, Action<string>? inspect = null)
    {
        string? temporary = null;
        try
        {
            string target = PictureInput.FinalTarget(path);
            RequireFree(path, target, overwrite);
            string folder = Path.GetDirectoryName(target) ?? throw new ImageFileException($"{path} is a folder; expected a file name.");
            temporary = Path.Combine(folder, $".infill-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            inspect?.Invoke(temporary);
            KeepMode(target, temporary);
            File.Move(temporary, target, overwrite);
            temporary = null;
            SyncFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ImageFileException($"{path} cannot be written: {e.Message}", e);
        }
        finally
        {
            Discard(temporary);
        }
    }

    private static void RequireFree(string path, string target, bool overwrite)
    {
        if (Directory.Exists(target))
        {
            throw new ImageFileException($"{path} is a folder; expected a file name.");
        }

        if (SpecialFile.Is(target))
        {
            throw new ImageFileException($"{path} is a device, pipe or socket, which is never replaced; expected a file name.");
        }

        if (!overwrite && File.Exists(target))
        {
            throw new ImageFileException($"{path} exists; choose another name or allow overwriting (--overwrite).");
        }
    }

    private static void KeepMode(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }

    private static void Discard(string? temporary)
    {
        if (temporary is null)
        {
            return;
        }

        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report; a leftover has a name that says what it is.
        }
    }

    /// <summary>Makes renames and new names in a folder durable. Best effort: some file systems refuse to sync a folder, and Windows knows no such call.</summary>
    /// <param name="folder">The folder that holds the names.</param>
    public static void SyncFolder(string folder) => _ = TrySyncFolder(folder);

    /// <summary>The same, for whoever promises that the names are durable.</summary>
    /// <param name="folder">The folder that holds the names.</param>
    /// <exception cref="IOException">The disk failed. That a file system knows no such call is no failure.</exception>
    public static void RequireSyncedFolder(string folder)
    {
        if (TrySyncFolder(folder) is not (0 or InvalidCall or UnsupportedCall) and int error)
        {
            throw new IOException($"The folder cannot be synced: error {error}.", error);
        }
    }

    /// <returns>0, or the system's number of the error.</returns>
    private static int TrySyncFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (OperatingSystem.IsWindows())
        {
            return 0;
        }

        int descriptor = OpenFolder(folder, ReadOnlyFlag);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        int error = Sync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = CloseFolder(descriptor);
        return error;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFolder(int descriptor);
}
