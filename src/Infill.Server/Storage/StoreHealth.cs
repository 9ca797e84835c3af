using Infill.Server.Running;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Whether the store can take something new: tried out, not assumed. What was accepted before is served as long as it can be read.</summary>
/// <param name="database">Written to and read.</param>
/// <param name="folder">The data folder; a file is written there.</param>
/// <param name="leastFreeBytes">Free bytes on its disk below which it counts as full.</param>
/// <param name="time">Clock of the looks.</param>
/// <param name="log">Told when the state changes.</param>
internal sealed class StoreHealth(Database database, string folder, long leastFreeBytes, TimeProvider time, Action<string> log)
{
    private const int ProbeBytes = 4096;
    private const int Locked = 5, LockedTable = 6, Corrupt = 11, Full = 13, NotADatabase = 26;

    /// <summary>How long a look is believed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>How often every page of the database is read; at once after one was found damaged.</summary>
    private static readonly TimeSpan DeepEvery = TimeSpan.FromMinutes(10);

    private readonly Lock _looking = new();
    private volatile IReadOnlyList<string> _reasons = [];
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private DateTimeOffset _lookedDeep = DateTimeOffset.MinValue;
    private string? _damage;

    /// <summary>Why nothing new can be taken; empty if all is well. Names no path.</summary>
    public IReadOnlyList<string> Look()
    {
        // Whoever comes while another one looks goes by what was known: a locked file keeps a look waiting.
        if (_looking.TryEnter())
        {
            try
            {
                if (time.GetUtcNow() - _looked >= Fresh)
                {
                    Tell([.. FindReasons()]);
                    _looked = time.GetUtcNow();
                }
            }
            finally
            {
                _looking.Exit();
            }
        }

        return _reasons;
    }

    /// <summary>Refuses what is new while the store is ill.</summary>
    /// <exception cref="ProblemException">It is.</exception>
    public void Require()
    {
        if (Look() is { Count: > 0 } reasons)
        {
            throw new ProblemException(Explain(reasons));
        }
    }

    /// <summary>The refusal.</summary>
    public static Explanation Explain(IReadOnlyList<string> reasons) => new(
        503, "not-ready", "The server takes nothing new now", $"{string.Join(' ', reasons)} Nothing was accepted; what was accepted before is kept. Try again later.")
    {
        Reasons = reasons,
        RetryAfter = 10,
    };

    private void Tell(IReadOnlyList<string> reasons)
    {
        if (!reasons.SequenceEqual(_reasons))
        {
            log(reasons.Count > 0 ? $"Nothing new is accepted: {string.Join(' ', reasons)}" : "The store can be written again; new jobs are accepted.");
        }

        _reasons = reasons;
    }

    private IEnumerable<string> FindReasons()
    {
        if (FindFree() is long free && free < leastFreeBytes)
        {
            yield return $"The disk of the data folder is full: {free >> 20} MB are free, {leastFreeBytes >> 20} MB are needed.";
        }

        if (Try(WriteFile) is string file)
        {
            yield return file;
        }

        if ((FindDamage() ?? Try(WriteRow)) is string row)
        {
            yield return row;
        }
    }

    private long? FindFree()
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private string? FindDamage()
    {
        if (!database.HasSeenDamage && time.GetUtcNow() - _lookedDeep < DeepEvery)
        {
            return _damage;
        }

        _damage = Try(() =>
        {
            if (database.FindDamage() is not null)
            {
                throw new InvalidDataException();
            }
        });
        _lookedDeep = time.GetUtcNow();
        return _damage;
    }

    private void WriteFile()
    {
        string path = Path.Combine(folder, FolderBlobStore.Incoming, Guid.NewGuid().ToString("N"));
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, ProbeBytes, FileOptions.DeleteOnClose);
        stream.Write(new byte[ProbeBytes]);
        stream.Flush(flushToDisk: true);
    }

    private void WriteRow() => database.Write(connection => connection.Execute(
        "INSERT INTO probe(id, at) VALUES(1, @now) ON CONFLICT DO UPDATE SET at=@now", ("now", time.GetUtcNow().ToUnixTimeMilliseconds())));

    private static string? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (SqliteException reason)
        {
            return reason.SqliteErrorCode switch
            {
                Locked or LockedTable => "The database is locked by another program.",
                Corrupt or NotADatabase => "The database is damaged.",
                Full => "The database cannot grow: the disk is full.",
                _ => "The database cannot be written.",
            };
        }
        catch (InvalidDataException)
        {
            return "The database is damaged.";
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return "Files cannot be written into the data folder.";
        }
    }
}
