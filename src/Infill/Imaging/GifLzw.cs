namespace Infill.Imaging;

/// <summary>GIF's variable-length LZW: codes of up to 12 bits, least significant bit first, in blocks of at most 255 bytes.</summary>
/// <remarks>Source: CompuServe, GIF89a, Appendix F; Welch, "A Technique for High-Performance Data Compression", Computer 17:6 (1984).</remarks>
internal sealed class GifLzw
{
    private const int MaxCodeBits = 12;
    private const int BlockBytes = 255;

    private readonly Stream _stream;
    private readonly byte[] _block = new byte[BlockBytes];
    private int _blockLength;
    private uint _pending;
    private int _pendingBits;

    private GifLzw(Stream stream) => _stream = stream;

    /// <summary>Writes all indices and the block terminator.</summary>
    /// <param name="stream">Target; the minimum code size has been written already.</param>
    /// <param name="indices">Palette indices, all below 2^<paramref name="codeBits"/>; at least one.</param>
    /// <param name="codeBits">Minimum code size, 2–8.</param>
    public static void Write(Stream stream, ReadOnlySpan<byte> indices, int codeBits) => new GifLzw(stream).Run(indices, codeBits);

    private void Run(ReadOnlySpan<byte> indices, int codeBits)
    {
        int clear = 1 << codeBits;
        int next = clear + 2;
        int width = codeBits + 1;
        Dictionary<int, int> codes = [];
        Put(clear, width);
        int prefix = indices[0];
        foreach (byte index in indices[1..])
        {
            int key = (prefix << 8) | index;
            if (codes.TryGetValue(key, out int code))
            {
                prefix = code;
                continue;
            }

            Put(prefix, width);
            prefix = index;
            if (next < 1 << MaxCodeBits)
            {
                // The decoder learns a code one step later than we do: it widens after this one.
                width += next == 1 << width ? 1 : 0;
                codes.Add(key, next++);
            }
            else
            {
                Put(clear, width);
                codes.Clear();
                (next, width) = (clear + 2, codeBits + 1);
            }
        }

        Put(prefix, width);
        width += next == 1 << width && width < MaxCodeBits ? 1 : 0;
        Put(clear + 1, width);
        Finish();
    }

    private void Put(int code, int bits)
    {
        _pending |= (uint)code << _pendingBits;
        for (_pendingBits += bits; _pendingBits >= 8; _pendingBits -= 8)
        {
            PutByte((byte)_pending);
            _pending >>= 8;
        }
    }

    private void PutByte(byte value)
    {
        _block[_blockLength++] = value;
        if (_blockLength == BlockBytes)
        {
            FlushBlock();
        }
    }

    private void FlushBlock()
    {
        if (_blockLength > 0)
        {
            _stream.WriteByte((byte)_blockLength);
            _stream.Write(_block, 0, _blockLength);
            _blockLength = 0;
        }
    }

    private void Finish()
    {
        if (_pendingBits > 0)
        {
            PutByte((byte)_pending);
        }

        FlushBlock();
        _stream.WriteByte(0);
    }
}
