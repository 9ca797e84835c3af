using Infill.Imaging;

namespace Infill.Server.Storage;

/// <summary>The folder that one server at a time works in.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>What the system says of a file that another process has locked: EAGAIN of Linux and of macOS, and Windows' sharing violation.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private FileStream? _lock;

    private DataFolder(string path) => Path = path;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Path of the database in it.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "jobs.db");

    /// <summary>Path of the list of keys in it.</summary>
    public static string KeysPath(string folder) => System.IO.Path.Combine(folder, "keys.json");

    /// <summary>Makes the folder if it is missing, and claims it if it can be written; the claim ends with the process, however it ends.</summary>
    /// <exception cref="ServerException">Another server works there, or there is no such folder and it cannot be made.</exception>
    public static DataFolder Claim(string folder)
    {
        var claimed = new DataFolder(System.IO.Path.GetFullPath(folder));
        try
        {
            claimed.Require();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // Jobs may lie in it: whoever asks is told, and it is tried again.
            if (!Directory.Exists(claimed.Path))
            {
                throw new ServerException($"The data folder '{claimed.Path}' cannot be made: {reason.Message} Give another folder with --data.", reason);
            }
        }

        return claimed;
    }

    /// <summary>Claims the folder, unless that is done.</summary>
    /// <exception cref="ServerException">Another server works there.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void Require()
    {
        if (_lock is not null)
        {
            return;
        }

        PrivateFolder.Make(Path);
        if (System.IO.Path.GetDirectoryName(Path) is string parent)
        {
            // What is durable in a folder whose own name is not would be gone with it.
            AtomicFile.SyncFolder(parent);
        }

        try
        {
            _lock = new FileStream(System.IO.Path.Combine(Path, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException reason) when (Held.Contains(reason.HResult))
        {
            throw new ServerException($"Another server works in the data folder '{Path}'. Stop it, or give another folder with --data.", reason);
        }
    }

    /// <summary>Gives the claim up.</summary>
    public void Dispose() => _lock?.Dispose();
}
