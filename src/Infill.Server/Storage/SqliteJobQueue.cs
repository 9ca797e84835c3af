using System.Text.Json;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>The order of work over the rows of <see cref="SqliteJobStore"/>.</summary>
/// <param name="database">The file.</param>
/// <param name="time">Clock of the rows.</param>
internal sealed class SqliteJobQueue(Database database, TimeProvider time) : IJobQueue
{
    /// <summary>Runs after which a job is thought to be what takes the server down.</summary>
    public const int MostAttempts = 2;

    /// <summary>How long a count is believed that nothing here has changed: another process may have written.</summary>
    private static readonly TimeSpan CountKept = TimeSpan.FromSeconds(1);

    private volatile Count? _count;
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);
    private long _turn;

    /// <inheritdoc/>
    public Job? Take(Func<Job, bool>? fits = null) => database.Write(connection =>
    {
        List<(string Id, string Owner, int Priority, long Sequence)> first = connection.Query(
            """
            SELECT id, owner, priority, seq FROM (
              SELECT id, owner, priority, seq, row_number() OVER (PARTITION BY owner ORDER BY attempts DESC, priority DESC, seq) AS place
              FROM jobs WHERE state='queued' AND (deadline IS NULL OR deadline > @now))
            WHERE place=1
            """,
            row => (row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3)),
            ("now", Now()));
        if (first.Count == 0)
        {
            return null;
        }

        (string id, string owner, _, _) = first
            .OrderByDescending(job => job.Priority).ThenBy(job => _served.GetValueOrDefault(job.Owner)).ThenBy(job => job.Sequence).First();
        if (fits?.Invoke(connection.Query($"SELECT {JobRow.Columns} FROM jobs WHERE id=@id", JobRow.Read, ("id", id))[0]) == false)
        {
            return null;
        }

        _served[owner] = ++_turn;
        connection.Execute("UPDATE jobs SET state='running', attempts=attempts+1, started=@now WHERE id=@id", ("now", Now()), ("id", id));
        return connection.Query($"SELECT {JobRow.Columns} FROM jobs WHERE id=@id", JobRow.Read, ("id", id))[0];
    });

    /// <inheritdoc/>
    public void GiveBack(string id, int attempt) => database.Write(connection => connection.Execute(
        "UPDATE jobs SET state='queued', attempts=attempts-1, started=NULL WHERE id=@id AND state='running' AND attempts=@attempt", ("id", id), ("attempt", attempt)));

    /// <inheritdoc/>
    public (int Again, int SetAside) Recover() => database.Write(connection =>
    {
        End(connection, "state IN ('queued', 'running') AND cancel=1", JobEnds.Cancelled(0));
        int aside = End(connection, $"state='running' AND attempts>={MostAttempts}", JobEnds.SetAside(MostAttempts));
        return (connection.Execute("UPDATE jobs SET state='queued' WHERE state='running'"), aside);
    });

    /// <inheritdoc/>
    public IReadOnlyList<Job> ExpireOverdue()
    {
        const string Overdue = "state='queued' AND deadline IS NOT NULL AND deadline <= @now";
        if (database.Read(connection => connection.Number($"SELECT count(*) FROM jobs WHERE {Overdue}", ("now", Now()))) == 0)
        {
            return [];
        }

        return database.Write(connection =>
        {
            List<string> ids = connection.Query($"SELECT id FROM jobs WHERE {Overdue}", row => row.GetString(0), ("now", Now()));
            End(connection, Overdue, JobEnds.Expired(0));
            return ids.ConvertAll(id => connection.Query($"SELECT {JobRow.Columns} FROM jobs WHERE id=@id", JobRow.Read, ("id", id))[0]);
        });
    }

    /// <inheritdoc/>
    public int CountWaiting()
    {
        // Asked by every request of a burst, of which few change anything.
        long version = database.Commits, now = time.GetTimestamp();
        if (_count is { } known && known.Version == version && time.GetElapsedTime(known.Stamp, now) < CountKept)
        {
            return known.Waiting;
        }

        int waiting = database.Read(connection => (int)connection.Number("SELECT count(*) FROM jobs WHERE state='queued'"));
        _count = new Count(version, now, waiting);
        return waiting;
    }

    private int End(SqliteConnection connection, string which, JobResult result) => connection.Execute(
        $"UPDATE jobs SET state=@state, ended=@now, result=@result WHERE {which}",
        ("state", result.State.Word()), ("now", Now()), ("result", JsonSerializer.Serialize(result, ServerJson.Plain.JobResult)));

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record Count(long Version, long Stamp, int Waiting);
}
