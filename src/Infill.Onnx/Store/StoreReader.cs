using System.Text;

namespace Infill.Onnx.Store;

/// <summary>Reads what is in the cache. Nothing in it is trusted: other programs write there, too.</summary>
/// <param name="cache">The cache's folder; it need not exist.</param>
internal sealed class StoreReader(string cache)
{
    private const int LongestRef = 200;
    private const int LeastPrefix = 7;

    /// <summary>Every model, by name.</summary>
    public IReadOnlyList<ModelPlace> Places() => StoreFault.Guard(cache, () => Directory.Exists(cache)
        ? [.. Directory.EnumerateDirectories(cache).Select(ModelPlace.Of).OfType<ModelPlace>().OrderBy(place => place.Name, StringComparer.Ordinal)]
        : Array.Empty<ModelPlace>());

    /// <summary>Every revision of a model, by commit.</summary>
    public static IReadOnlyList<StoredModel> Read(ModelPlace place) => StoreFault.Guard(place.Folder, () =>
    {
        if (!Directory.Exists(place.Snapshots))
        {
            return Array.Empty<StoredModel>();
        }

        (string Name, string Commit)[] refs = [.. ReadRefs(place)];
        return [.. Directory.EnumerateDirectories(place.Snapshots).Order(StringComparer.Ordinal).Select(folder => Read(place, folder, refs))];
    });

    /// <summary>The revision that is meant, or null.</summary>
    /// <param name="place">The model.</param>
    /// <param name="revision">A branch, tag, commit, or the first 7 or more digits of one; null for <c>main</c>, or the only one.</param>
    public static StoredModel? Find(ModelPlace place, string? revision)
    {
        IReadOnlyList<StoredModel> all = Read(place);
        string wanted = revision ?? ModelId.DefaultRevision;
        StoredModel[] begins = revision is { Length: >= LeastPrefix } ? [.. all.Where(m => m.Commit.StartsWith(revision, StringComparison.Ordinal))] : [];
        return all.FirstOrDefault(m => m.Refs.Contains(wanted) || m.Commit == wanted)
            ?? (revision is null && all.Count == 1 ? all[0] : begins.Length == 1 ? begins[0] : null);
    }

    private static StoredModel Read(ModelPlace place, string folder, (string Name, string Commit)[] refs)
    {
        string commit = Path.GetFileName(folder);
        return new StoredModel
        {
            Name = place.Name,
            Commit = commit,
            Refs = [.. refs.Where(r => r.Commit == commit).Select(r => r.Name)],
            Path = folder,
            Files = [.. Walk(place, folder).OrderBy(file => file.Name, StringComparer.Ordinal)],
            Licence = CardLicence.Find(folder),
        };
    }

    private static IEnumerable<StoredFile> Walk(ModelPlace place, string folder)
    {
        // Links to folders are not followed: they could lead round in a circle.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, MaxRecursionDepth = 16, ReturnSpecialDirectories = false };
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
        {
            bool isLink = entry.LinkTarget is not null;
            if (entry is FileInfo || isLink)
            {
                FileSystemInfo? target = isLink ? entry.ResolveLinkTarget(returnFinalTarget: true) : entry;
                bool isThere = target is FileInfo { Exists: true };
                string? blob = isLink && target is not null && Path.GetDirectoryName(target.FullName) is string within && SameFolder(within, place.Blobs) ? target.Name : null;
                yield return new StoredFile(Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/'), isThere ? ((FileInfo)target!).Length : 0, blob, isThere);
            }
        }
    }

    private static bool SameFolder(string folder, string blobs) => folder == blobs || Weights.RealPath.Of(folder) == Weights.RealPath.Of(blobs);

    private static IEnumerable<(string Name, string Commit)> ReadRefs(ModelPlace place)
    {
        if (!Directory.Exists(place.Refs))
        {
            yield break;
        }

        foreach (string file in Directory.EnumerateFiles(place.Refs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(place.Refs, file).Replace('\\', '/');
            if (ModelId.IsRevision(name) && ReadRef(file) is string commit && ModelId.IsRevision(commit))
            {
                yield return (name, commit);
            }
        }
    }

    // A pull or a removal beside this may take a file away between its listing and its reading.
    private static string? ReadRef(string file)
    {
        try
        {
            return new FileInfo(file).Length is > 0 and <= LongestRef ? File.ReadAllText(file, Encoding.UTF8).Trim() : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
