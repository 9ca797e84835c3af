using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>Statements with named values; null values are SQL's NULL.</summary>
internal static class Sql
{
    /// <summary>Runs a statement.</summary>
    /// <returns>Rows that it changed.</returns>
    public static int Execute(this SqliteConnection connection, string text, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Command(connection, text, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a query.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string text, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Command(connection, text, values);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first column of the first row as a whole number; 0 if there is none.</summary>
    public static long Number(this SqliteConnection connection, string text, params (string Name, object? Value)[] values) =>
        connection.Query(text, reader => reader.GetInt64(0), values).FirstOrDefault();

    private static SqliteCommand Command(SqliteConnection connection, string text, (string Name, object? Value)[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object? value) in values)
        {
            command.Parameters.AddWithValue("@" + name, value ?? DBNull.Value);
        }

        return command;
    }
}
