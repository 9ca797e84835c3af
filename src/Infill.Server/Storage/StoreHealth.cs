using Infill.Server.Running;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Whether the store can take something new: tried out, not assumed. What was accepted before is served as long as it can be read.</summary>
/// <param name="start">Brings the store into use, where that has failed so far.</param>
/// <param name="database">Written to and read.</param>
/// <param name="folder">The data folder; a file is written there.</param>
/// <param name="leastFreeBytes">Free bytes on its disk below which it counts as full.</param>
/// <param name="log">Told when the state changes.</param>
internal sealed class StoreHealth(StoreStart start, Database database, string folder, long leastFreeBytes, Action<string> log)
{
    private const int ProbeBytes = 4096;
    private const string Damaged = "The database is damaged. It is not written to any more: stop the server and put a good copy in its place, or move the whole data folder away to begin with an empty one.";
    private const int Locked = 5, LockedTable = 6, Corrupt = 11, Full = 13, NotADatabase = 26;

    /// <summary>How long a look is believed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>How often every page of the database is read; at once after one was found damaged.</summary>
    private static readonly TimeSpan DeepEvery = TimeSpan.FromMinutes(10);

    private readonly Lock _looking = new();
    private volatile IReadOnlyList<string> _reasons = [];
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private DateTimeOffset? _lookedDeep;
    private string? _damage;

    /// <summary>Clock of the looks.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>True while the database is known to be damaged: nothing may be thrown away by what it says.</summary>
    public bool SeesDamage => database.HasSeenDamage;

    /// <summary>Tries again to bring the store into use, where that has failed so far.</summary>
    /// <returns>True if it is in use.</returns>
    public bool Begin()
    {
        start.Try();
        return start.IsDone;
    }

    /// <summary>Why nothing new can be taken; empty if all is well. Names no path.</summary>
    public IReadOnlyList<string> Look()
    {
        // Whoever comes while another one looks goes by what was known: a locked file keeps a look waiting.
        if (_looking.TryEnter())
        {
            try
            {
                if (Time.GetUtcNow() - _looked >= Fresh)
                {
                    Tell([.. FindReasons()]);
                    _looked = Time.GetUtcNow();
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
        if (Try(start.Require) is string obstacle)
        {
            // Whatever else is wrong is seen when there is something to look at.
            yield return obstacle;
            yield break;
        }

        if (FindFree() is long free && free < leastFreeBytes)
        {
            yield return $"The disk of the data folder is full: {free >> 20} MB are free, {leastFreeBytes >> 20} MB are needed. Make room there, or delete jobs and images.";
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
        // At its opening every page was read.
        _lookedDeep ??= Time.GetUtcNow();
        if (!database.HasSeenDamage && Time.GetUtcNow() - _lookedDeep < DeepEvery)
        {
            return _damage;
        }

        _damage = Try(() =>
        {
            if (database.FindDamage() is not null)
            {
                throw new InvalidDataException(Damaged);
            }
        });
        _lookedDeep = Time.GetUtcNow();
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
        "INSERT INTO probe(id, at) VALUES(1, @now) ON CONFLICT DO UPDATE SET at=@now", ("now", Time.GetUtcNow().ToUnixTimeMilliseconds())));

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
                Locked or LockedTable => "The database is locked by another program. End that program; no restart is needed.",
                Corrupt or NotADatabase => Damaged,
                Full => "The database cannot grow: the disk is full. Make room there.",
                _ => "The database cannot be read or written. See whether its disk and its rights are as they should be.",
            };
        }
        catch (InvalidDataException reason)
        {
            return reason.Message;
        }
        catch (ServerException)
        {
            return "The data folder belongs to another server now, or to a newer version; the log says more.";
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return "Files cannot be written into the data folder. See whether its disk and its rights are as they should be.";
        }
    }
}
