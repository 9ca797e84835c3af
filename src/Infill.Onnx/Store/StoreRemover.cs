namespace Infill.Onnx.Store;

/// <summary>Removes revisions of a model, and the contents that no other revision uses.</summary>
internal static class StoreRemover
{
    /// <summary>Removes one revision; with the last one the whole model goes.</summary>
    /// <param name="place">The model.</param>
    /// <param name="model">The revision.</param>
    /// <returns>Bytes that were freed.</returns>
    /// <exception cref="ModelException">The disk does not let it be done.</exception>
    public static long Remove(ModelPlace place, StoredModel model) => StoreFault.Guard(place.Folder, () =>
    {
        StoredModel[] others = [.. StoreReader.Read(place).Where(other => other.Commit != model.Commit)];

        // Names first: a removal that is broken off leaves contents without names, never names without contents.
        foreach (string name in model.Refs)
        {
            File.Delete(Path.Combine(place.Refs, name));
        }

        long freed = model.Files.Where(file => file.Blob is null && file.IsThere).Sum(file => file.Size);
        DeleteFolder(model.Path);
        HashSet<string> used = [.. others.SelectMany(other => other.Files).Select(file => file.Blob).OfType<string>()];
        FileInfo[] blobs = Directory.Exists(place.Blobs) ? new DirectoryInfo(place.Blobs).GetFiles() : [];
        foreach (FileInfo blob in blobs.Where(blob => !used.Contains(blob.Name)))
        {
            freed += blob.LinkTarget is null ? blob.Length : 0;
            StoreFault.Delete(blob.FullName);
        }

        if (others.Length == 0)
        {
            DeleteFolder(place.Folder);
            DeleteFolder(place.Locks);
        }

        return freed;
    });

    // Links are deleted, not followed.
    private static void DeleteFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (FileInfo file in OperatingSystem.IsWindows() ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).ToArray() : [])
        {
            StoreFault.Delete(file.FullName);
        }

        Directory.Delete(folder, recursive: true);
    }
}
