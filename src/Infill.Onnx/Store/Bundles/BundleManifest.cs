using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Bundles;

/// <summary>What a bundle says of itself; its first entry.</summary>
/// <param name="Name">The model.</param>
/// <param name="Commit">Its revision.</param>
/// <param name="Refs">Branches and tags that lead to it.</param>
/// <param name="Files">Every file, in the order of the entries behind it.</param>
internal sealed record BundleManifest(string Name, string Commit, IReadOnlyList<string> Refs, IReadOnlyList<BundleFile> Files)
{
    /// <summary>Name of the entry.</summary>
    public const string EntryName = "infill-bundle.json";

    /// <summary>What stands before the names of the files.</summary>
    public const string FilePrefix = "files/";

    /// <summary>Largest manifest that is read: 20,000 files at 200 bytes.</summary>
    public const int MostBytes = 4 << 20;

    private const int Version = 1;
    private const int MostFiles = 20_000;

    /// <summary>The manifest's text in UTF-8.</summary>
    public byte[] ToJson() => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["infillBundle"] = Version,
        ["model"] = Name,
        ["commit"] = Commit,
        ["refs"] = new JsonArray([.. Refs.Select(name => JsonValue.Create(name))]),
        ["files"] = new JsonArray([.. Files.Select(file => new JsonObject { ["name"] = file.Name, ["size"] = file.Size, ["sha256"] = file.Sha256, ["blob"] = file.Blob })]),
    }.ToJsonString());

    /// <summary>Checks a manifest.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="path">The bundle, for messages.</param>
    /// <exception cref="ModelException">It is none, of a later version, or hostile.</exception>
    public static BundleManifest Read(ReadOnlyMemory<byte> json, string path)
    {
        JsonElement root = JsonFile.Parse(json, $"The manifest of {path}");
        if (Number(root, "infillBundle") != Version)
        {
            throw new ModelException($"{path} is no bundle of version {Version}; make it with infill models export.");
        }

        string name = Text(root, "model"), commit = Text(root, "commit");
        if (!ModelId.TryParse(name, out ModelId id) || id.Name != name || !ModelId.IsRevision(commit) || commit.Contains('/'))
        {
            throw new ModelException($"{path} names the model {Shown.Quote(name)} with the revision {Shown.Quote(commit)}; neither may be anything but a name.");
        }

        string[] refs = [.. List(root, "refs").Select(entry => entry.ValueKind == JsonValueKind.String ? entry.GetString()! : "")];
        if (refs.FirstOrDefault(text => !ModelId.IsRevision(text)) is string wrong)
        {
            throw new ModelException($"{path} calls the revision {Shown.Quote(wrong)}, which is no name of a branch or tag.");
        }

        BundleFile[] files = [.. List(root, "files").Select(entry => ReadFile(entry, path))];
        return files.Length is > 0 and <= MostFiles && files.DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase).Count() == files.Length ? new BundleManifest(name, commit, refs, files)
            : throw new ModelException($"{path} lists {files.Length} files, or one of them twice; expected 1 to {MostFiles:N0}.");
    }

    private static BundleFile ReadFile(JsonElement entry, string path)
    {
        var file = new BundleFile(RelativeName.Require(Text(entry, "name"), path), Number(entry, "size"), Text(entry, "sha256"), Text(entry, "blob"));
        bool isSound = file.Size >= 0 && file.Sha256.Length == 64 && BlobHash.IsName(file.Sha256) && BlobHash.IsName(file.Blob) && (file.Blob.Length < 64 || file.Blob == file.Sha256);
        Pickle.Refuse(file.Name);
        return isSound ? file : throw new ModelException($"{path} gives {Shown.Quote(file.Name)} no size and hashes that can be checked.");
    }

    private static JsonElement[] List(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostFiles ? [.. value.EnumerateArray()] : [];

    private static string Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long Number(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : -1;
}
