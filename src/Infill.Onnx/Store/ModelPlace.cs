namespace Infill.Onnx.Store;

/// <summary>The folders of one model in the cache: <c>models--ORG--NAME/{blobs,refs,snapshots}</c>.</summary>
/// <param name="Cache">The cache's folder.</param>
/// <param name="Name">The model's name, without revision and file.</param>
internal sealed record ModelPlace(string Cache, string Name)
{
    private const string Prefix = "models--";
    private const string Between = "--";

    // No hub has names with @, so no other tool's model can have the same folder.
    private const string NpmWord = "npm@";

    /// <summary>The model's folder.</summary>
    public string Folder => Path.Combine(Cache, FolderName);

    /// <summary>Contents, each named by its hash.</summary>
    public string Blobs => Path.Combine(Folder, "blobs");

    /// <summary>Files that hold the commit of a branch or tag.</summary>
    public string Refs => Path.Combine(Folder, "refs");

    /// <summary>A folder per commit with the files under their own names.</summary>
    public string Snapshots => Path.Combine(Folder, "snapshots");

    /// <summary>Locks, which outlive what they guard; other tools use the same.</summary>
    public string Locks => Path.Combine(Cache, ".locks", FolderName);

    private string FolderName => Prefix
        + (Name.StartsWith(ModelId.NpmPrefix, StringComparison.Ordinal) ? $"{NpmWord}/{Name[ModelId.NpmPrefix.Length..]}" : Name).Replace("/", Between, StringComparison.Ordinal);

    /// <summary>A blob's path.</summary>
    public string BlobOf(string hash) => Path.Combine(Blobs, hash);

    /// <summary>The folder of a commit.</summary>
    public string SnapshotOf(string commit) => Path.Combine(Snapshots, commit);

    /// <summary>The model that a folder of the cache holds; null if it is none.</summary>
    public static ModelPlace? Of(string folder)
    {
        string name = Path.GetFileName(folder);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || Path.GetDirectoryName(folder) is not string cache)
        {
            return null;
        }

        string words = name[Prefix.Length..].Replace(Between, "/", StringComparison.Ordinal);
        string id = words.StartsWith(NpmWord + "/", StringComparison.Ordinal) ? ModelId.NpmPrefix + words[(NpmWord.Length + 1)..] : words;

        // Old models of the hub have no ORG; they are listed, though they cannot be asked for by a form of ModelId.
        return new ModelPlace(cache, id) is ModelPlace place && Path.GetFileName(place.Folder) == name ? place : null;
    }
}
