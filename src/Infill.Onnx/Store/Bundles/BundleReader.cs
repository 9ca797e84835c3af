using System.Formats.Tar;
using Infill.Imaging;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Bundles;

/// <summary>Takes a bundle into the cache. No entry decides where it goes: the manifest's names are checked, and links are refused.</summary>
internal static class BundleReader
{
    private const int BufferBytes = 1 << 17;
    private const int StartBytes = 512;

    /// <summary>True for a file that is an archive; whether it is a sound bundle shows when it is read.</summary>
    /// <exception cref="ModelException">The file cannot be read.</exception>
    public static bool IsOne(string path)
    {
        if (!File.Exists(path) || Pickle.IsNamed(path))
        {
            return false;
        }

        using WeightFile file = WeightFile.Open(path);
        byte[] start = new byte[Math.Min(file.Length, StartBytes)];
        file.Read(0, start);
        return TarGuard.IsArchive(start);
    }

    /// <summary>Reads the bundle; the revision gets its names when all contents are there and have the hashes of the manifest.</summary>
    /// <exception cref="ModelException">It is damaged, incomplete or hostile.</exception>
    public static StoredModel Read(ModelStore store, string path, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream archive = File.OpenRead(path);
            TarGuard.Require(archive, path);
            using var tar = new TarReader(archive);
            BundleManifest manifest = ReadManifest(tar, path);
            var place = new ModelPlace(store.Cache, manifest.Name);
            foreach (BundleFile file in manifest.Files)
            {
                TarEntry? entry = tar.GetNextEntry();
                if (entry?.Name != BundleManifest.FilePrefix + file.Name || entry.Length != file.Size)
                {
                    throw new ModelException($"{path} has {Shown.Quote(entry?.Name ?? "its end")} with {entry?.Length ?? 0:N0} bytes where its manifest says {Shown.Quote(file.Name)} with {file.Size:N0}; it is damaged or was made by hand.");
                }

                Take(place, file, entry.DataStream ?? Stream.Null, cancellationToken);
            }

            new SnapshotWriter(place, usesLinks: true).Write(manifest.Commit, manifest.Files.Select(file => new BlobFile(file.Name, file.Blob, file.Size)), manifest.Refs);
            return store.Require(new ModelId { Name = manifest.Name, Revision = manifest.Commit });
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path} cannot be read as a bundle: {e.Message}", e);
        }
    }

    private static BundleManifest ReadManifest(TarReader tar, string path)
    {
        TarEntry? first = tar.GetNextEntry();
        if (first?.Name != BundleManifest.EntryName || first.Length > BundleManifest.MostBytes)
        {
            throw new ModelException($"{path} does not begin with a {BundleManifest.EntryName}; expected a bundle that infill models export made.");
        }

        byte[] json = new byte[first.Length];
        first.DataStream?.ReadExactly(json);
        return BundleManifest.Read(json, path);
    }

    private static void Take(ModelPlace place, BundleFile file, Stream content, CancellationToken cancellationToken)
    {
        if (File.Exists(place.BlobOf(file.Blob)))
        {
            return;
        }

        using BlobLock taken = BlobLock.TakeAsync(place, file.Blob, cancellationToken).GetAwaiter().GetResult();
        using BlobWriter writer = BlobWriter.Open(place, new BlobFile(file.Name, file.Blob, file.Size), cancellationToken);
        using var sha256 = new Sha256();
        writer.Restart();
        byte[] buffer = new byte[BufferBytes];
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Append(buffer.AsSpan(0, count));
            sha256.Append(buffer.AsSpan(0, count));
        }

        if (file.Blob.Length < file.Sha256.Length && sha256.Finish() != file.Sha256)
        {
            throw new ModelException($"{file.Name} does not have the SHA-256 of the bundle's manifest; the bundle is damaged or forged.");
        }

        writer.Finish();
    }
}
