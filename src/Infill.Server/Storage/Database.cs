using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>The SQLite file: one connection that writes, under a lock, and others that only read. A commit is on the disk when it returns.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>Older ones can lose committed pages when a checkpoint resets the write-ahead log beside another connection.</summary>
    public static readonly Version LeastSqlite = new(3, 51, 3);

    /// <summary>Seconds to wait for a stranger who holds the file; then the request is told to come again.</summary>
    private const int BusySeconds = 2;

    private const string Tables = """
        CREATE TABLE jobs(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, state TEXT NOT NULL, priority INTEGER NOT NULL,
          created INTEGER NOT NULL, started INTEGER, ended INTEGER, deadline INTEGER, attempts INTEGER NOT NULL DEFAULT 0,
          cancel INTEGER NOT NULL DEFAULT 0, idem TEXT, fingerprint TEXT NOT NULL, spec TEXT NOT NULL, result TEXT);
        CREATE INDEX jobs_state ON jobs(state);
        CREATE INDEX jobs_owner ON jobs(owner, seq);
        CREATE INDEX jobs_ended ON jobs(ended) WHERE ended IS NOT NULL;
        CREATE UNIQUE INDEX jobs_idem ON jobs(owner, idem) WHERE idem IS NOT NULL;
        CREATE TABLE pictures(id TEXT PRIMARY KEY, owner TEXT NOT NULL, created INTEGER NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX pictures_created ON pictures(created);
        CREATE TABLE uses(hash TEXT NOT NULL, holder TEXT NOT NULL, output TEXT, PRIMARY KEY(hash, holder)) WITHOUT ROWID;
        CREATE INDEX uses_holder ON uses(holder);
        """;

    /// <summary>What a job takes of memory, and whose a file is and how long: for admission and quotas.</summary>
    private const string Sizes = """
        ALTER TABLE jobs ADD COLUMN memory INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE jobs ADD COLUMN shared_memory INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE uses ADD COLUMN owner TEXT NOT NULL DEFAULT '';
        ALTER TABLE uses ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
        UPDATE uses SET owner=coalesce((SELECT owner FROM jobs WHERE id=holder), (SELECT owner FROM pictures WHERE id=holder), '');
        CREATE INDEX uses_owner ON uses(owner, hash, bytes);
        CREATE TABLE probe(id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
        """;

    /// <summary>What makes form n + 1 of form n, from the empty file on.</summary>
    private static readonly string[] Steps = [Tables, Sizes];

    private const int CannotOpen = 14;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly Lock _writing = new();
    private readonly string _path;
    private readonly string _reading;
    private SqliteConnection? _writer;
    private long _commits;

    /// <summary>Opens nothing yet: see <see cref="Require"/>. What can be read before is read.</summary>
    /// <param name="path">Path of the database.</param>
    /// <exception cref="ServerException">SQLite is too old.</exception>
    public Database(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        RequireVersion(SQLitePCL.raw.sqlite3_libversion().utf8_to_string());
        _path = path;
        _reading = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <summary>True once SQLite has said that the file is damaged.</summary>
    public bool HasSeenDamage { get; private set; }

    /// <summary>Changes with everything that is committed here: what was read at the same number is still so.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>True once it can be written.</summary>
    public bool IsOpen => Volatile.Read(ref _writer) is not null;

    /// <summary>Opens or makes the file, unless that is done. A file that is damaged or locked stays byte for byte as it was.</summary>
    /// <param name="first">Done before anyone else can write; what it throws closes the file again. Null = nothing.</param>
    /// <exception cref="ServerException">It is of a newer version.</exception>
    /// <exception cref="SqliteException">It is locked or damaged, or cannot be written.</exception>
    public void Require(Action? first = null)
    {
        lock (_writing)
        {
            if (_writer is null)
            {
                Watched(() => Open(first));
                HasSeenDamage = false;
            }
        }
    }

    /// <summary>Refuses an SQLite that is too old to be trusted.</summary>
    /// <param name="version">"3.53.3".</param>
    public static void RequireVersion(string version)
    {
        if (!Version.TryParse(version, out Version? found) || found < LeastSqlite)
        {
            throw new ServerException($"SQLite is {version}; at least {LeastSqlite} is needed, as older ones can lose committed jobs. Install the program anew with its own SQLite.");
        }
    }

    /// <summary>Does all or nothing; durable when it returns. Only one caller at a time.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (_writing)
        {
            return Watched(() =>
            {
                SqliteConnection writer = _writer ?? throw new SqliteException("The database is not open yet.", CannotOpen);
                using SqliteTransaction transaction = writer.BeginTransaction(deferred: false);
                T result = work(writer);
                transaction.Commit();
                Interlocked.Increment(ref _commits);
                return result;
            });
        }
    }

    /// <summary>Reads what is committed, beside a writer.</summary>
    public T Read<T>(Func<SqliteConnection, T> work) => Watched(() =>
    {
        using var connection = new SqliteConnection(_reading);
        connection.Open();
        return work(connection);
    });

    /// <summary>Reads every page anew, past all caches.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? FindDamage() => Watched(() =>
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_reading) { Pooling = false }.ToString());
        connection.Open();
        string? damage = FindDamage(connection);
        HasSeenDamage = damage is not null;
        return damage;
    });

    /// <summary>Writes the log back, unless the file is damaged, and closes.</summary>
    public void Dispose()
    {
        if (_writer is SqliteConnection writer)
        {
            LeaveLog(writer, HasSeenDamage);
            writer.Dispose();
        }

        ForgetReaders();
    }

    private static string? FindDamage(SqliteConnection connection) => connection.Query("PRAGMA quick_check(1)", row => row.GetString(0)) is ["ok"] ? null : "damaged";

    // The last connection to close writes the log back into the file; not before it is known to be whole.
    private static void LeaveLog(SqliteConnection writer, bool isLeft) =>
        SQLitePCL.raw.sqlite3_db_config(writer.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, isLeft ? 1 : 0, out _);

    private bool Open(Action? first)
    {
        var writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = BusySeconds }.ToString());
        try
        {
            writer.Open();
            LeaveLog(writer, isLeft: true);
            RequireWhole(writer);
            Prepare(writer, _path);
            ForgetReaders();
            Volatile.Write(ref _writer, writer);
            first?.Invoke();
            LeaveLog(writer, isLeft: false);
            return true;
        }
        catch
        {
            Volatile.Write(ref _writer, null);
            writer.Dispose();
            throw;
        }
    }

    // The lock first: every page is not read in vain each second while another program holds the file.
    private static void RequireWhole(SqliteConnection writer)
    {
        writer.BeginTransaction(deferred: false).Dispose();
        if (FindDamage(writer) is not null)
        {
            throw new SqliteException("The database disk image is malformed.", Corrupt);
        }
    }

    private void ForgetReaders()
    {
        using var one = new SqliteConnection(_reading);
        SqliteConnection.ClearPool(one);
    }

    private T Watched<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException reason) when (reason.SqliteErrorCode is Corrupt or NotADatabase)
        {
            HasSeenDamage = true;
            throw;
        }
    }

    private static void Prepare(SqliteConnection writer, string path)
    {
        writer.Execute("PRAGMA journal_mode=WAL");
        writer.Execute("PRAGMA synchronous=FULL");
        writer.Execute("PRAGMA foreign_keys=ON");
        long schema = writer.Number("PRAGMA user_version");
        if (schema > Steps.Length)
        {
            throw new ServerException($"The database '{path}' is of form {schema}; this version reads up to {Steps.Length}. Update Infill, or give another --data folder.");
        }

        if (schema < Steps.Length)
        {
            using SqliteTransaction transaction = writer.BeginTransaction();
            Array.ForEach(Steps[(int)schema..], step => writer.Execute(step));
            writer.Execute($"PRAGMA user_version={Steps.Length}");
            transaction.Commit();
        }
    }
}
