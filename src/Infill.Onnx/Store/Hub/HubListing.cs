using System.Text.Json;

namespace Infill.Onnx.Store.Hub;

/// <summary>What a hub says of a revision.</summary>
/// <param name="Commit">The commit that it is.</param>
/// <param name="Files">Every file, by name; names are safe as paths, none is there twice.</param>
internal sealed record HubListing(string Commit, IReadOnlyList<HubFile> Files)
{
    private const int MostFiles = 20_000;

    /// <summary>No single file of a model is larger; a size near 2⁶³ is no size.</summary>
    private const long MostBytes = 1L << 42;

    /// <summary>Checks an answer of <c>/api/models/…?blobs=true</c>.</summary>
    /// <param name="root">The answer.</param>
    /// <param name="source">Who gave it, for messages.</param>
    /// <exception cref="ModelException">It is no such answer, or a hostile one.</exception>
    public static HubListing Read(JsonElement root, string source)
    {
        string? commit = Text(root, "sha");
        if (commit is null || !BlobHash.IsCommit(commit))
        {
            throw new ModelException($"{source} has no commit of 40 hex digits; HF_ENDPOINT may name something else than a hub.");
        }

        if (!root.TryGetProperty("siblings", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostFiles)
        {
            throw new ModelException($"{source} has no list of at most {MostFiles:N0} files.");
        }

        var files = new List<HubFile>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement entry in list.EnumerateArray())
        {
            HubFile file = ReadFile(entry, source);
            files.Add(names.Add(file.Name) ? file : throw new ModelException($"{source} lists {Weights.Shown.Quote(file.Name)} twice."));
        }

        return new HubListing(commit, files);
    }

    private static HubFile ReadFile(JsonElement entry, string source)
    {
        string name = RelativeName.Require(entry.ValueKind == JsonValueKind.Object ? Text(entry, "rfilename") ?? "" : "", source);
        JsonElement large = entry.TryGetProperty("lfs", out JsonElement lfs) && lfs.ValueKind == JsonValueKind.Object ? lfs : default;
        string? hash = large.ValueKind == JsonValueKind.Object ? Text(large, "sha256") ?? Text(large, "oid") : Text(entry, "blobId");
        long? size = (large.ValueKind == JsonValueKind.Object ? Number(large, "size") : null) ?? Number(entry, "size");
        if (size is < 0 or > MostBytes)
        {
            throw new ModelException($"{source} gives {Weights.Shown.Quote(name)} {size:N0} bytes, which is no size of a file.");
        }

        return new HubFile(name, hash is not null && BlobHash.IsName(hash) ? hash : null, size);
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.TryGetInt64(out long number) ? number : -1 : null;
}
