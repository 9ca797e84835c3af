using Infill.Imaging;

namespace Infill.Server.Storage;

/// <summary>The folder that one server at a time works in.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream claim) => (Path, _lock) = (path, claim);

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Path of the database in it.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "jobs.db");

    /// <summary>Path of the list of keys in it.</summary>
    public static string KeysPath(string folder) => System.IO.Path.Combine(folder, "keys.json");

    /// <summary>Makes the folder and claims it; the claim ends with the process, however it ends.</summary>
    /// <exception cref="ServerException">Another server works there, or it cannot be written.</exception>
    public static DataFolder Claim(string folder)
    {
        string path = System.IO.Path.GetFullPath(folder);
        try
        {
            PrivateFolder.Make(path);
            if (System.IO.Path.GetDirectoryName(path) is string parent)
            {
                // What is durable in a folder whose own name is not would be gone with it.
                AtomicFile.SyncFolder(parent);
            }

            string file = System.IO.Path.Combine(path, "server.lock");
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The data folder '{path}' cannot be used: {reason.Message} If another server works there, stop it, or give another folder with --data.", reason);
        }
    }

    /// <summary>Gives the claim up.</summary>
    public void Dispose() => _lock.Dispose();
}
