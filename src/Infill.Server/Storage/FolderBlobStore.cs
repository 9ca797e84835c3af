using Infill.Imaging;
using Infill.Server.Jobs;

namespace Infill.Server.Storage;

/// <summary>Files in one folder, named by the hash of their content. A name stands for a whole file that is on the disk.</summary>
internal sealed class FolderBlobStore : IBlobStore
{
    /// <summary>Folder of files that are being received, within the data folder.</summary>
    public const string Incoming = "incoming";

    private const int BufferBytes = 1 << 16;
    private const int HashLength = 64;

    /// <summary>Files that are synced at the same time. Each holds a thread while the disk works, and whoever only asks shall find one free.</summary>
    private const int SyncsAtOnce = 4;

    private readonly TaskFactory _syncs = new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, SyncsAtOnce).ConcurrentScheduler);
    private readonly string _folder;
    private readonly string _incoming;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    /// <summary>Touches nothing yet.</summary>
    /// <param name="folder">Folder of the data; the files lie in two folders below.</param>
    public FolderBlobStore(string folder) => (_folder, _incoming) = (Path.Combine(folder, "blobs"), Path.Combine(folder, Incoming));

    /// <summary>Makes the folders; what a dead process left half-written is removed. Before anything is taken in.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Prepare()
    {
        if (Directory.Exists(_incoming))
        {
            Directory.Delete(_incoming, recursive: true);
        }

        PrivateFolder.Make(_folder);
        PrivateFolder.Make(_incoming);
        AtomicFile.SyncFolder(Path.GetDirectoryName(_folder)!);
    }

    /// <inheritdoc/>
    public async Task<BlobHold> PutAsync(Stream content, long mostBytes, Func<Stream, Task>? inspect, CancellationToken cancellationToken)
    {
        string temporary = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        try
        {
            (string hash, long bytes) = await ReceiveAsync(content, temporary, mostBytes, inspect, cancellationToken).ConfigureAwait(false);
            BlobHold hold = Hold(hash, bytes);
            try
            {
                await _syncs.StartNew(() => Name(temporary, hash), CancellationToken.None).ConfigureAwait(false);
                return hold;
            }
            catch
            {
                hold.Dispose();
                throw;
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public Stream Open(string sha256) => new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <inheritdoc/>
    public long SizeOf(string sha256) => new FileInfo(PathOf(sha256)) is { Exists: true } file ? file.Length : 0;

    /// <inheritdoc/>
    public void Remove(string sha256)
    {
        lock (_lock)
        {
            if (!_held.ContainsKey(sha256))
            {
                File.Delete(PathOf(sha256));
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> List() => !Directory.Exists(_folder) ? [] : Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)!).Where(name => name.Length == HashLength);

    private async Task<(string Hash, long Bytes)> ReceiveAsync(
        Stream content, string temporary, long mostBytes, Func<Stream, Task>? inspect, CancellationToken cancellationToken)
    {
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite);
        await using (stream.ConfigureAwait(false))
        {
            using var hash = new Sha256();
            byte[] buffer = new byte[BufferBytes];
            for (int count; (count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (stream.Length + count > mostBytes)
                {
                    throw new ImageFileException($"The file has more than {mostBytes} bytes, the limit; make it smaller or raise the limit.") { IsLimit = true };
                }

                hash.Append(buffer.AsSpan(0, count));
                stream.Write(buffer, 0, count);
            }

            if (inspect is not null)
            {
                stream.Position = 0;
                await inspect(stream).ConfigureAwait(false);
            }

            await _syncs.StartNew(() => stream.Flush(flushToDisk: true), CancellationToken.None).ConfigureAwait(false);
            return (hash.Finish(), stream.Length);
        }
    }

    private void Name(string temporary, string hash)
    {
        string path = PathOf(hash);
        if (!File.Exists(path))
        {
            File.Move(temporary, path, overwrite: true);
        }

        // Also where the file was there: whoever gave it its name may not have come to this line yet, or may have failed here.
        AtomicFile.RequireSyncedFolder(_folder);
    }

    private BlobHold Hold(string hash, long bytes)
    {
        lock (_lock)
        {
            _held[hash] = _held.GetValueOrDefault(hash) + 1;
        }

        return new BlobHold(hash, bytes, () =>
        {
            lock (_lock)
            {
                if (--_held[hash] == 0)
                {
                    _held.Remove(hash);
                }
            }
        });
    }

    // Only hashes that this store or the database gave come here, but a path is never built from anything else.
    private string PathOf(string sha256) => sha256.Length == HashLength && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(_folder, sha256)
        : throw new FileNotFoundException("That is no content hash.");
}
