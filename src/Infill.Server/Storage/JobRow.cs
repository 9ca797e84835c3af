using System.Text.Json;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Jobs as rows.</summary>
internal static class JobRow
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "id, owner, state, priority, created, started, ended, deadline, attempts, spec, result, memory, shared_memory";

    /// <summary>The job of a row.</summary>
    /// <exception cref="IOException">The row holds something else: the file was damaged in a way that SQLite does not see.</exception>
    public static Job Read(SqliteDataReader row)
    {
        try
        {
            return Take(row);
        }
        catch (Exception reason) when (reason is JsonException or ArgumentException or InvalidCastException or InvalidOperationException)
        {
            throw new IOException("A row of the database is damaged.", reason);
        }
    }

    private static Job Take(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Owner = row.GetString(1),
        State = JobStates.Parse(row.GetString(2)),
        Priority = row.GetInt32(3),
        Times = new JobTimes(Moment(row, 4)!.Value, Moment(row, 5), Moment(row, 6), Moment(row, 7)),
        Attempts = row.GetInt32(8),
        Spec = JsonSerializer.Deserialize(row.GetString(9), ServerJson.Plain.JobSpec)!,
        Result = row.IsDBNull(10) ? null : JsonSerializer.Deserialize(row.GetString(10), ServerJson.Plain.JobResult),
        Memory = new JobMemory(row.GetInt64(11), row.GetInt64(12)),
    };

    private static DateTimeOffset? Moment(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
