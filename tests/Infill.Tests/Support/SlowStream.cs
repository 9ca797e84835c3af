namespace Infill.Tests.Support;

/// <summary>A pipe: cannot seek, tells no length, and gives at most so many bytes at a time.</summary>
internal sealed class SlowStream(byte[] bytes, int piece) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public int Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int length = Math.Min(Math.Min(piece, count), bytes.Length - Given);
        bytes.AsSpan(Given, length).CopyTo(buffer.AsSpan(offset));
        Given += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
