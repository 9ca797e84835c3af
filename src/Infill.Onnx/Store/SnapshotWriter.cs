using Infill.Imaging;

namespace Infill.Onnx.Store;

/// <summary>Gives the blobs of a revision their names: by links, or by copies where the file system has none.</summary>
/// <param name="place">The model.</param>
/// <param name="usesLinks">False for copies everywhere.</param>
internal sealed class SnapshotWriter(ModelPlace place, bool usesLinks)
{
    /// <summary>Writes the files of a commit, and then the names that lead to it.</summary>
    /// <param name="commit">Name of the folder below <c>snapshots</c>.</param>
    /// <param name="files">Files whose blobs are whole.</param>
    /// <param name="refs">Branches and tags that are the commit; none is needed.</param>
    /// <exception cref="ModelException">The disk refused it.</exception>
    public void Write(string commit, IEnumerable<BlobFile> files, params IEnumerable<string> refs) => StoreFault.Guard(place.Folder, () =>
    {
        foreach (BlobFile file in files)
        {
            Name(Path.Combine(place.SnapshotOf(commit), file.Name), file.Hash);
        }

        foreach (string name in refs)
        {
            string path = Path.Combine(place.Refs, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, overwrite: true, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(commit)));
        }

        return true;
    });

    private void Name(string path, string hash)
    {
        string folder = Path.GetDirectoryName(path)!, blob = place.BlobOf(hash);
        Directory.CreateDirectory(folder);
        string target = Path.GetRelativePath(folder, blob);
        if (IsLink(path, target))
        {
            return;
        }

        if (new FileInfo(path) is { } there && (there.Exists || there.LinkTarget is not null))
        {
            StoreFault.Delete(path);
        }

        if (!usesLinks || !TryLink(path, target))
        {
            File.Copy(blob, path);
            BlobWriter.ProtectFromWriting(path);
        }
    }

    private static bool IsLink(string path, string target) => new FileInfo(path).LinkTarget == target;

    // Windows lets only some users make links, and FAT has none.
    private static bool TryLink(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (IOException) when (IsLink(path, target))
        {
            // Another pull of the same model made it meanwhile.
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException or PlatformNotSupportedException || (e is IOException && !File.Exists(path)))
        {
            return false;
        }
    }
}
