using System.Text.Json;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Jobs in SQLite.</summary>
/// <param name="database">The file.</param>
/// <param name="time">Clock of the rows.</param>
/// <param name="bounds">How many jobs may wait, and how much an owner may keep.</param>
/// <param name="blobs">Knows how long files are.</param>
internal sealed class SqliteJobStore(Database database, TimeProvider time, QueueBounds bounds, IBlobStore blobs) : IJobStore
{
    /// <inheritdoc/>
    public (Acceptance Acceptance, Job? Job) Accept(NewJob job) => database.Write<(Acceptance, Job?)>(connection =>
    {
        if (job.Terms.IdempotencyKey is string key && FindKnown(connection, job.Owner, key) is { } known)
        {
            return known.Fingerprint == job.Fingerprint ? (Acceptance.Known, known.Job) : (Acceptance.Conflict, null);
        }

        if (connection.Number("SELECT count(*) FROM jobs WHERE state='queued'") >= bounds.Length)
        {
            return (Acceptance.QueueFull, null);
        }

        if (connection.Number("SELECT count(*) FROM jobs WHERE state='queued' AND owner=@owner", ("owner", job.Owner)) >= bounds.PerOwner)
        {
            return (Acceptance.OwnerFull, null);
        }

        (string Hash, long Bytes)[] inputs = [.. job.Spec.Inputs().Select(hash => (hash, blobs.SizeOf(hash)))];
        OwnerQuota.Require(connection, job.Owner, inputs, bounds.BytesPerOwner);
        string id = RandomId.Next();
        Insert(connection, id, job);
        foreach ((string hash, long bytes) in inputs)
        {
            connection.Execute(
                "INSERT OR IGNORE INTO uses(hash, holder, owner, bytes) VALUES(@hash, @id, @owner, @bytes)", ("hash", hash), ("id", id), ("owner", job.Owner), ("bytes", bytes));
        }

        return (Acceptance.Accepted, Find(connection, id));
    });

    /// <inheritdoc/>
    public Job? Find(string id) => database.Read(connection => Find(connection, id));

    /// <inheritdoc/>
    public IReadOnlyList<Job> List(string owner, int most) => database.Read(connection => connection.Query(
        $"SELECT {JobRow.Columns} FROM jobs WHERE owner=@owner ORDER BY seq DESC LIMIT @most", JobRow.Read, ("owner", owner), ("most", most)));

    /// <inheritdoc/>
    public (Job? Job, bool IsEnd) Cancel(string id) => database.Write(connection =>
    {
        string result = JsonSerializer.Serialize(JobEnds.Cancelled(0), ServerJson.Plain.JobResult);
        bool isEnd = connection.Execute(
            "UPDATE jobs SET state='cancelled', ended=@now, result=@result WHERE id=@id AND state='queued'", ("now", Now()), ("result", result), ("id", id)) == 1;
        connection.Execute("UPDATE jobs SET cancel=1 WHERE id=@id AND state='running'", ("id", id));
        return (Find(connection, id), isEnd);
    });

    /// <inheritdoc/>
    public bool Settle(string id, int attempt, JobResult result) => database.Write(connection =>
    {
        bool isEnd = connection.Execute(
            "UPDATE jobs SET state=@state, ended=@now, result=@result WHERE id=@id AND state='running' AND attempts=@attempt",
            ("state", result.State.Word()), ("now", Now()), ("result", JsonSerializer.Serialize(result, ServerJson.Plain.JobResult)), ("id", id), ("attempt", attempt)) == 1;
        foreach (JobOutput output in isEnd ? result.Outputs.SelectMany(output => output.Served()) : [])
        {
            connection.Execute(
                "INSERT INTO uses(hash, holder, owner, bytes, output) VALUES(@hash, @id, (SELECT owner FROM jobs WHERE id=@id), @bytes, @output) ON CONFLICT DO UPDATE SET output=@output",
                ("hash", output.Sha256), ("id", id), ("bytes", output.Bytes), ("output", JsonSerializer.Serialize(output, ServerJson.Plain.JobOutput)));
        }

        return isEnd;
    });

    /// <inheritdoc/>
    public bool Remove(string id) => database.Write(connection =>
    {
        bool isGone = connection.Execute("DELETE FROM jobs WHERE id=@id AND ended IS NOT NULL", ("id", id)) == 1;
        if (isGone)
        {
            connection.Execute("DELETE FROM uses WHERE holder=@id", ("id", id));
        }

        return isGone;
    });

    /// <inheritdoc/>
    public JobOutput? FindOutput(string owner, string sha256) => database.Read(connection => connection.Query(
        "SELECT u.output FROM uses u JOIN jobs j ON j.id=u.holder WHERE u.hash=@hash AND u.output IS NOT NULL AND j.owner=@owner LIMIT 1",
        row => JsonSerializer.Deserialize(row.GetString(0), ServerJson.Plain.JobOutput),
        ("hash", sha256), ("owner", owner)).FirstOrDefault());

    private static Job? Find(SqliteConnection connection, string id) =>
        connection.Query($"SELECT {JobRow.Columns} FROM jobs WHERE id=@id", JobRow.Read, ("id", id)).FirstOrDefault();

    private static (Job Job, string Fingerprint)? FindKnown(SqliteConnection connection, string owner, string key)
    {
        List<(Job, string)> found = connection.Query(
            $"SELECT {JobRow.Columns}, fingerprint FROM jobs WHERE owner=@owner AND idem=@key",
            row => (JobRow.Read(row), row.GetString(row.FieldCount - 1)),
            ("owner", owner), ("key", key));
        return found.Count > 0 ? found[0] : null;
    }

    private void Insert(SqliteConnection connection, string id, NewJob job)
    {
        long now = Now();
        connection.Execute(
            "INSERT INTO jobs(id, owner, state, priority, created, deadline, idem, fingerprint, spec, memory, shared_memory) VALUES(@id, @owner, 'queued', @priority, @now, @deadline, @idem, @fingerprint, @spec, @memory, @shared)",
            ("id", id),
            ("owner", job.Owner),
            ("priority", job.Terms.Priority),
            ("now", now),
            ("deadline", job.Terms.DeadlineSeconds is int seconds ? now + (seconds * 1000L) : null),
            ("idem", job.Terms.IdempotencyKey),
            ("fingerprint", job.Fingerprint),
            ("memory", job.Memory.Bytes),
            ("shared", job.Memory.SharedBytes),
            ("spec", JsonSerializer.Serialize(job.Spec, ServerJson.Plain.JobSpec)));
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
