namespace Infill.Onnx.Store;

/// <summary>Writes one blob: into <c>HASH.incomplete</c>, going on where an earlier run stopped, and under its name once size and hash are right.</summary>
/// <remarks>Hold its <see cref="BlobLock"/> meanwhile. A blob under its final name is always whole.</remarks>
internal sealed class BlobWriter : IDisposable
{
    /// <summary>Ending of what is not whole yet; other tools have the same, and go on with ours as we do with theirs.</summary>
    public const string Unfinished = ".incomplete";

    /// <summary>Ending of what was found to be wrong.</summary>
    public const string Damaged = ".damaged";

    private readonly string _path;
    private readonly BlobFile _blob;
    private readonly FileStream _stream;
    private BlobHash _hash;

    private BlobWriter(string path, BlobFile blob, FileStream stream)
    {
        _path = path;
        _blob = blob;
        _stream = stream;
        _hash = BlobHash.For(blob.Hash, blob.Size);
    }

    /// <summary>Bytes that are there.</summary>
    public long Length => _stream.Position;

    /// <summary>Opens a blob for writing and hashes what is there of it.</summary>
    /// <param name="place">The model.</param>
    /// <param name="blob">Which, and how large.</param>
    /// <param name="cancellationToken">Ends the hashing.</param>
    /// <exception cref="ModelException">The folder cannot be written to.</exception>
    public static BlobWriter Open(ModelPlace place, BlobFile blob, CancellationToken cancellationToken) => StoreFault.Guard(place.BlobOf(blob.Hash), () =>
    {
        Directory.CreateDirectory(place.Blobs);
        string path = place.BlobOf(blob.Hash);
        if (new FileInfo(path + Unfinished).LinkTarget is not null)
        {
            File.Delete(path + Unfinished);
        }

        // Unbuffered: a full disk must be found by the write that does not fit, not by the closing of the file.
        var stream = new FileStream(path + Unfinished, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var writer = new BlobWriter(path, blob, stream);
        try
        {
            if (stream.Length > blob.Size)
            {
                writer.Restart();
            }

            writer._hash.Append(stream, cancellationToken);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    });

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="ModelException">More than the blob has, or the disk is full; what is there stays for another run.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _blob.Size - Length)
        {
            throw new ModelException($"{_blob.Name} has more than the {_blob.Size:N0} bytes that were announced; the source is broken or hostile.");
        }

        long before = Length;
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException e)
        {
            Retreat(before);
            throw StoreFault.Explain(_path, e, $"{before:N0} of {_blob.Size:N0} bytes of {_blob.Name} are kept, and the same command goes on from there.");
        }

        _hash.Append(bytes);
    }

    /// <summary>Throws away what is there.</summary>
    public void Restart()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash.Dispose();
        _hash = BlobHash.For(_blob.Hash, _blob.Size);
    }

    /// <summary>Checks the whole, brings it to the disk and gives it its name.</summary>
    /// <exception cref="ModelException">Its hash is another one: it is put aside as <c>HASH.damaged</c>.</exception>
    public void Finish()
    {
        if (Length != _blob.Size)
        {
            throw new ModelException($"{_blob.Name} has {Length:N0} bytes instead of {_blob.Size:N0}; the source broke off. Run the command again.");
        }

        string found = _hash.Finish();
        StoreFault.Guard(_path, () =>
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_path + Unfinished, found == _blob.Hash ? _path : _path + Damaged, overwrite: true);
            return true;
        });
        if (found != _blob.Hash)
        {
            throw new ModelException($"{_blob.Name} does not have the hash that was announced ({_blob.Hash}, found {found}); it was put aside as {_path + Damaged}. Delete it and run the command again; if that repeats, the source is broken or forged.");
        }

        ProtectFromWriting(_path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
    }

    /// <summary>A mapped file that is cut ends the process, so nobody shall write to a blob by accident.</summary>
    public static void ProtectFromWriting(string path)
    {
        try
        {
            File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Some file systems have no such right; the blob is whole all the same.
        }
    }

    // A write that failed may have left a part behind, which the hash does not know.
    private void Retreat(long length)
    {
        try
        {
            _stream.SetLength(length);
            _stream.Position = length;
        }
        catch (IOException)
        {
            // What is there is hashed again by the next run.
        }
    }
}
