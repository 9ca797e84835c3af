using Infill.Server.Jobs;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Brings the store into use, at the start or later: a full disk, or a database that is locked or damaged, keeps new jobs out and not the server down.</summary>
/// <param name="folder">Claimed.</param>
/// <param name="database">Opened, after everything else has succeeded.</param>
/// <param name="blobs">Files of jobs; while some lie there, a missing database is not made anew.</param>
/// <param name="queue">What was interrupted waits in it again before anyone else can write.</param>
/// <param name="log">Told of what stands in the way, once, with its path, and of what was brought back late.</param>
internal sealed class StoreStart(DataFolder folder, Database database, FolderBlobStore blobs, IJobQueue queue, Action<string> log)
{
    private readonly Lock _lock = new();
    private string? _told;

    /// <summary>Prepares further folders that the server keeps in the data folder.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>True once the store is in use.</summary>
    public bool IsDone => database.IsOpen;

    /// <summary>How many interrupted jobs wait again, and how many were set aside.</summary>
    public (int Again, int SetAside) Recovered { get; private set; }

    /// <summary>Brings the store into use, unless that is done.</summary>
    /// <exception cref="ServerException">Another server works there, or its form is newer.</exception>
    /// <exception cref="InvalidDataException">Rows are missing whose files are there.</exception>
    /// <exception cref="SqliteException">The database is locked or damaged, or cannot be written.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Require()
    {
        lock (_lock)
        {
            if (IsDone)
            {
                return;
            }

            folder.Require();
            RequireRows();
            blobs.Prepare();
            Prepare();
            database.Require(() => Recovered = queue.Recover());
            if (_told is not null)
            {
                log($"The store is in use now. {Recovered.Again} interrupted jobs run again, and {Recovered.SetAside} are set aside because the server went down under them.");
            }
        }
    }

    /// <summary>The same; what stands in the way is told in the log.</summary>
    /// <exception cref="ServerException">Another server works there, or its form is newer.</exception>
    public void Try()
    {
        try
        {
            Require();
        }
        catch (Exception reason) when (reason is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            if (_told != reason.Message)
            {
                log($"The store in '{folder.Path}' cannot be used yet, and nothing new is accepted: {reason.Message} It is tried again every second; what lies there is left as it is.");
            }

            _told = reason.Message;
        }
    }

    // SQLite would make an empty one, and every file would lose its name and go.
    private void RequireRows()
    {
        if (new FileInfo(folder.DatabasePath) is not { Exists: true, Length: > 0 } && blobs.List().Any())
        {
            throw new InvalidDataException(
                "The database is missing or empty, although files of jobs lie beside it. Put it back, or move the whole data folder away to begin with an empty one.");
        }
    }
}
