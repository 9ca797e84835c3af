using System.Formats.Tar;
using Infill.Imaging;

namespace Infill.Onnx.Store.Bundles;

/// <summary>Writes a revision as one archive: the manifest with the hashes, then the files.</summary>
internal static class BundleWriter
{
    /// <summary>Reads every file twice: once to know and check its hash, once to write it.</summary>
    /// <exception cref="ModelException">A file is gone or damaged.</exception>
    /// <exception cref="ImageFileException">The bundle cannot be written; nothing is left of it.</exception>
    public static void Write(ModelPlace place, StoredModel model, string path, bool overwrite, CancellationToken cancellationToken)
    {
        BundleFile[] files = [.. model.Files.Select(file => Describe(model, file, cancellationToken))];
        var manifest = new BundleManifest(place.Name, model.Commit, model.Refs, files);
        AtomicFile.Write(path, overwrite, stream =>
        {
            using var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);
            using (var json = new MemoryStream(manifest.ToJson()))
            {
                tar.WriteEntry(Entry(BundleManifest.EntryName, json));
            }

            foreach (BundleFile file in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using FileStream content = File.OpenRead(Path.Combine(model.Path, file.Name));
                if (content.Length != file.Size)
                {
                    throw new ModelException($"{content.Name} was changed while it was written into {path}; run the command again.");
                }

                tar.WriteEntry(Entry(BundleManifest.FilePrefix + file.Name, content));
            }
        });
    }

    private static BundleFile Describe(StoredModel model, StoredFile file, CancellationToken cancellationToken)
    {
        string path = Path.Combine(model.Path, file.Name);
        if (!file.IsThere)
        {
            throw new ModelException($"{path} leads to nothing; pull the model again, or see: infill models verify {model.Name}") { Fault = ModelFault.Missing };
        }

        return StoreFault.Guard(path, () =>
        {
            string sha256 = BlobHash.OfFile(path, BlobHash.AnySha256, cancellationToken);
            string blob = file.Blob is not null && BlobHash.IsName(file.Blob) ? file.Blob : sha256;
            bool isSound = blob == (blob.Length == 64 ? sha256 : BlobHash.OfFile(path, blob, cancellationToken));
            return isSound ? new BundleFile(file.Name, file.Size, sha256, blob)
                : throw new ModelException($"{path} is damaged: its content is not {blob}. Run: infill models verify {model.Name}");
        });
    }

    // No times and owners: the same model gives the same bundle.
    private static PaxTarEntry Entry(string name, Stream content) => new(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
    };
}
