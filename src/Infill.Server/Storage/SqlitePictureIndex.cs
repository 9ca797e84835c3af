using System.Collections.Concurrent;
using System.Text.Json;
using Infill.Server.Api;
using Infill.Server.Jobs;

namespace Infill.Server.Storage;

/// <summary>Sent pictures and masks in SQLite.</summary>
/// <param name="database">The file.</param>
/// <param name="bounds">How much an owner may keep.</param>
internal sealed class SqlitePictureIndex(Database database, QueueBounds bounds) : IPictureIndex
{
    private readonly ConcurrentDictionary<string, (long Version, long Bytes)> _used = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Add(StoredPicture picture) => database.Write(connection =>
    {
        OwnerQuota.Require(connection, picture.Owner, [(picture.Sha256, picture.Bytes)], bounds.BytesPerOwner);
        connection.Execute(
            "INSERT INTO uses(hash, holder, owner, bytes) VALUES(@hash, @id, @owner, @bytes)", ("hash", picture.Sha256), ("id", picture.Id), ("owner", picture.Owner), ("bytes", picture.Bytes));
        return connection.Execute(
            "INSERT INTO pictures(id, owner, created, facts) VALUES(@id, @owner, @created, @facts)",
            ("id", picture.Id),
            ("owner", picture.Owner),
            ("created", picture.Created.ToUnixTimeMilliseconds()),
            ("facts", JsonSerializer.Serialize(picture, ServerJson.Plain.StoredPicture)));
    });

    /// <inheritdoc/>
    public StoredPicture? FindPicture(string id) => database.Read(connection => connection.Query(
        "SELECT facts FROM pictures WHERE id=@id", row => JsonSerializer.Deserialize(row.GetString(0), ServerJson.Plain.StoredPicture), ("id", id)).FirstOrDefault());

    /// <inheritdoc/>
    public long Used(string owner)
    {
        // As many entries as there are keys.
        long version = database.Commits;
        if (_used.TryGetValue(owner, out (long Version, long Bytes) known) && known.Version == version)
        {
            return known.Bytes;
        }

        long bytes = database.Read(connection => OwnerQuota.Used(connection, owner));
        _used[owner] = (version, bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Replace(StoredPicture before, StoredPicture after) => database.Write(connection =>
    {
        int changed = connection.Execute(
            "UPDATE pictures SET facts=@after WHERE id=@id AND facts=@before",
            ("id", before.Id),
            ("before", JsonSerializer.Serialize(before, ServerJson.Plain.StoredPicture)),
            ("after", JsonSerializer.Serialize(after, ServerJson.Plain.StoredPicture)));
        if (changed == 1)
        {
            connection.Execute("DELETE FROM uses WHERE holder=@id", ("id", before.Id));
            connection.Execute("INSERT INTO uses(hash, holder) VALUES(@hash, @id)", ("hash", after.Sha256), ("id", after.Id));
        }

        return changed == 1;
    });

    /// <inheritdoc/>
    public bool RemovePicture(string id) => database.Write(connection =>
    {
        connection.Execute("DELETE FROM uses WHERE holder=@id", ("id", id));
        return connection.Execute("DELETE FROM pictures WHERE id=@id", ("id", id)) == 1;
    });
}
