using Infill.Server.Running;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Storage;

/// <summary>How much of the disk belongs to an owner. A file that several rows of one owner name counts once.</summary>
internal static class OwnerQuota
{
    /// <summary>Bytes of all files that an owner's pictures and jobs name.</summary>
    public static long Used(SqliteConnection connection, string owner) => connection.Number(
        "SELECT coalesce(sum(size), 0) FROM (SELECT max(bytes) AS size FROM uses WHERE owner=@owner GROUP BY hash)", ("owner", owner));

    /// <summary>Does nothing if an owner may name these files, too; within the transaction that names them.</summary>
    /// <param name="connection">The writer.</param>
    /// <param name="owner">Who.</param>
    /// <param name="files">Hashes and lengths.</param>
    /// <param name="most">Most bytes of one owner.</param>
    /// <exception cref="ProblemException">It would be too much.</exception>
    public static void Require(SqliteConnection connection, string owner, IEnumerable<(string Hash, long Bytes)> files, long most)
    {
        long more = files.Where(file => connection.Number("SELECT count(*) FROM uses WHERE owner=@owner AND hash=@hash", ("owner", owner), ("hash", file.Hash)) == 0).Sum(file => file.Bytes);
        long used = more == 0 ? 0 : Used(connection, owner);
        if (used + more > most)
        {
            throw Full(used, most);
        }
    }

    /// <summary>The refusal.</summary>
    /// <param name="used">Bytes that the owner has.</param>
    /// <param name="most">Bytes that it may have.</param>
    public static ProblemException Full(long used, long most) => new(new Explanation(
        413,
        "quota",
        "The key has no room left",
        $"Pictures and results of this key take {used >> 20} MB of its {most >> 20} MB. Delete images, masks or ended jobs, wait until they are old enough to go, or start the server with a larger --quota."));
}
