using Infill.Server.Jobs;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Removes what is too old, and files that no row names.</summary>
/// <param name="database">The rows.</param>
/// <param name="blobs">The files.</param>
/// <param name="time">Clock.</param>
/// <param name="retention">How long ended jobs and sent pictures are kept.</param>
internal sealed class Collector(Database database, IBlobStore blobs, TimeProvider time, TimeSpan retention)
{
    /// <summary>Forgets ended jobs and sent pictures older than the retention, then files that nothing names.</summary>
    /// <returns>Files removed.</returns>
    public int Sweep()
    {
        database.Write(ForgetRows);

        // After the commit, so that no row names a removed file; and under the lock of the one writer: a file is held until the row
        // that names it is committed, so none gets a name in between.
        return database.Write(connection =>
        {
            HashSet<string> used = [.. connection.Query("SELECT DISTINCT hash FROM uses", row => row.GetString(0))];
            return Remove([.. blobs.List().Where(hash => !used.Contains(hash))]);
        });
    }

    /// <summary>Removes those of the given files that nothing names: a request was refused after its pictures had come.</summary>
    public void Forget(IEnumerable<string> hashes) => database.Write(connection =>
        Remove([.. hashes.Where(hash => connection.Number("SELECT count(*) FROM uses WHERE hash=@hash", ("hash", hash)) == 0)]));

    private int ForgetRows(SqliteConnection connection)
    {
        (string, object?) before = ("before", (time.GetUtcNow() - retention).ToUnixTimeMilliseconds());
        connection.Execute("DELETE FROM uses WHERE holder IN (SELECT id FROM jobs WHERE ended < @before)", before);
        connection.Execute("DELETE FROM uses WHERE holder IN (SELECT id FROM pictures WHERE created < @before)", before);
        return connection.Execute("DELETE FROM jobs WHERE ended < @before", before)
            + connection.Execute("DELETE FROM pictures WHERE created < @before", before);
    }

    private int Remove(string[] hashes)
    {
        Array.ForEach(hashes, blobs.Remove);
        return hashes.Length;
    }
}
