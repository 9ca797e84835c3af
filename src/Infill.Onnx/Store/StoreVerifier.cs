namespace Infill.Onnx.Store;

/// <summary>Reads every content of a model again and holds it against its name.</summary>
internal static class StoreVerifier
{
    /// <summary>Verdicts by name; damaged contents are put aside as <c>HASH.damaged</c>, so that no job takes them.</summary>
    /// <param name="place">The model.</param>
    /// <param name="progress">Is told bytes that were read.</param>
    /// <param name="cancellationToken">Ends it between pieces.</param>
    /// <exception cref="ModelException">A content cannot be read, or not be put aside.</exception>
    public static IReadOnlyList<BlobVerdict> Verify(ModelPlace place, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        ILookup<string, StoredFile> users = StoreReader.Read(place).SelectMany(model => model.Files).Where(file => file.Blob is not null).ToLookup(file => file.Blob!, StringComparer.Ordinal);
        FileInfo[] blobs = StoreFault.Guard<FileInfo[]>(place.Blobs, () => Directory.Exists(place.Blobs)
            ? [.. new DirectoryInfo(place.Blobs).EnumerateFiles().Where(IsContent).OrderBy(file => file.Name, StringComparer.Ordinal)]
            : []);
        var verdicts = new List<BlobVerdict>();
        long total = blobs.Sum(file => file.Length), done = 0;
        foreach (FileInfo blob in blobs)
        {
            string[] names = [.. users[blob.Name].Select(file => file.Name).Distinct()];
            verdicts.Add(Look(blob, names, cancellationToken));
            done += blob.Length;
            progress?.Report(new PullProgress(names.FirstOrDefault() ?? blob.Name, done, total, verdicts.Count, blobs.Length));
        }

        HashSet<string> there = [.. blobs.Select(file => file.Name)];
        verdicts.AddRange(StoreReader.Read(place).SelectMany(model => Copies(model, there, cancellationToken)));
        verdicts.AddRange(users.Where(user => !there.Contains(user.Key)).Select(user => new BlobVerdict(user.Key, [.. user.Select(file => file.Name).Distinct()], 0, BlobState.Missing, null)));
        return verdicts;
    }

    /// <summary>Files that are no links, as on file systems without them: sound if a content of the cache has their hash.</summary>
    private static IEnumerable<BlobVerdict> Copies(StoredModel model, HashSet<string> contents, CancellationToken cancellationToken)
    {
        foreach (StoredFile file in model.Files.Where(file => file.Blob is null && file.IsThere))
        {
            string path = Path.Combine(model.Path, file.Name);
            string sha256 = BlobHash.OfFile(path, BlobHash.AnySha256, cancellationToken);
            bool isKnown = contents.Contains(sha256) || contents.Contains(BlobHash.OfFile(path, BlobHash.AnyGit, cancellationToken));
            yield return new BlobVerdict(sha256, [file.Name], file.Size, isKnown ? BlobState.Whole : BlobState.Unknown, null);
        }
    }

    private static bool IsContent(FileInfo file) =>
        file.LinkTarget is null && file.Extension is not (BlobWriter.Unfinished or BlobWriter.Damaged);

    private static BlobVerdict Look(FileInfo blob, string[] names, CancellationToken cancellationToken)
    {
        if (!BlobHash.IsName(blob.Name))
        {
            return new BlobVerdict(blob.Name, names, blob.Length, BlobState.Unknown, null);
        }

        long size = blob.Length;
        return StoreFault.Guard(blob.FullName, () =>
        {
            if (BlobHash.OfFile(blob.FullName, blob.Name, cancellationToken) == blob.Name)
            {
                return new BlobVerdict(blob.Name, names, size, BlobState.Whole, null);
            }

            File.Move(blob.FullName, blob.FullName + BlobWriter.Damaged, overwrite: true);
            return new BlobVerdict(blob.Name, names, size, BlobState.Damaged, blob.FullName + BlobWriter.Damaged);
        });
    }
}
