using Infill.Imaging;

namespace Infill.Onnx.Store;

/// <summary>Takes a content whose hash is not known yet: it gets its name, its SHA-256, when all of it is there.</summary>
internal sealed class BlobIntake : IDisposable
{
    private const int BufferBytes = 1 << 17;

    private readonly ModelPlace _place;
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly Sha256 _hash = new();

    private BlobIntake(ModelPlace place, string path, FileStream stream) => (_place, _path, _stream) = (place, path, stream);

    /// <summary>Begins a content.</summary>
    /// <exception cref="ModelException">The cache cannot be written to.</exception>
    public static BlobIntake Begin(ModelPlace place) => StoreFault.Guard(place.Blobs, () =>
    {
        Directory.CreateDirectory(place.Blobs);
        string path = Path.Combine(place.Blobs, $"{Environment.ProcessId}-{Guid.NewGuid():N}{BlobWriter.Unfinished}");
        return new BlobIntake(place, path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0));
    });

    /// <summary>Takes a whole stream.</summary>
    /// <param name="place">The model.</param>
    /// <param name="stream">Its rest is the content.</param>
    /// <param name="name">Name in the model.</param>
    /// <param name="expected">The SHA-256 that it must have, or null if none is known.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="ModelException">Another hash (the content is put aside), or a disk that refuses.</exception>
    public static BlobFile Take(ModelPlace place, Stream stream, string name, string? expected, CancellationToken cancellationToken)
    {
        using BlobIntake intake = Begin(place);
        byte[] buffer = new byte[BufferBytes];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            intake.Append(buffer.AsSpan(0, count));
        }

        return intake.Finish(name, expected);
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="ModelException">The disk is full.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException e)
        {
            throw StoreFault.Explain(_place.Blobs, e);
        }

        _hash.Append(bytes);
    }

    /// <summary>Brings the content to the disk and gives it its name.</summary>
    /// <exception cref="ModelException">It has another hash than was expected: it is put aside.</exception>
    public BlobFile Finish(string name, string? expected)
    {
        string found = _hash.Finish();
        string target = _place.BlobOf(found);
        long size = StoreFault.Guard(target, () =>
        {
            long length = _stream.Length;
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_path, expected is null || expected == found ? target : target + BlobWriter.Damaged, overwrite: true);
            return length;
        });
        if (expected is not null && expected != found)
        {
            throw new ModelException($"{name} does not have the hash that is known of it ({expected}, found {found}); it was put aside as {target + BlobWriter.Damaged}. The source is broken or forged.");
        }

        BlobWriter.ProtectFromWriting(target);
        return new BlobFile(name, found, size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
        File.Delete(_path);
    }
}
