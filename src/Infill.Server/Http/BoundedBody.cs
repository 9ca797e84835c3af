namespace Infill.Server.Http;

/// <summary>A request's body of which only so much can be read at a time: what reads it does not hold to its own bounds in every version.</summary>
/// <param name="body">The body; not closed with this.</param>
/// <remarks>The framework's reader of multipart forms forgets the bound of a head's line whenever its buffer is filled anew, so a line without an end
/// would grow in memory up to the body's length.</remarks>
internal sealed class BoundedBody(Stream body) : Stream
{
    /// <summary>Bytes that may still be read; null = as many as there are.</summary>
    public long? Left { get; set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads.</summary>
    /// <exception cref="InvalidDataException">More than may be read has come.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Left -= count;
        return Left < 0 ? throw new InvalidDataException("The head of a part is too long.") : count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
