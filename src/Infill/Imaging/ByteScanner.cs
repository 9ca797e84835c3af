namespace Infill.Imaging;

/// <summary>Walks through a stream byte by byte, over stretches that do not matter at memory speed.</summary>
/// <param name="stream">Read from its position; it can seek.</param>
internal sealed class ByteScanner(Stream stream)
{
    private readonly byte[] _block = new byte[1 << 16];
    private int _at;
    private int _end;

    /// <summary>The next byte, or −1 at the end.</summary>
    public int Read() => _at < _end || Fill() ? _block[_at++] : -1;

    /// <summary>Two bytes, high one first, or −1 at the end.</summary>
    public int Read16()
    {
        int high = Read(), low = Read();
        return low < 0 ? -1 : (high << 8) | low;
    }

    /// <summary>Four bytes, high one first, or −1 at the end.</summary>
    public long Read32()
    {
        long high = Read16();
        int low = Read16();
        return low < 0 ? -1 : (high << 16) | (uint)low;
    }

    /// <summary>The next bytes, or null if there are fewer.</summary>
    public byte[]? ReadBlock(int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;)
        {
            if (_at == _end && !Fill())
            {
                return null;
            }

            int length = Math.Min(count - done, _end - _at);
            _block.AsSpan(_at, length).CopyTo(bytes.AsSpan(done));
            (_at, done) = (_at + length, done + length);
        }

        return bytes;
    }

    /// <summary>Moves behind the next byte of this value; false at the end.</summary>
    public bool SkipPast(byte value)
    {
        while (_at < _end || Fill())
        {
            int found = _block.AsSpan(_at, _end - _at).IndexOf(value);
            if (found >= 0)
            {
                _at += found + 1;
                return true;
            }

            _at = _end;
        }

        return false;
    }

    /// <summary>Leaves out bytes; beyond the end there is simply nothing more.</summary>
    public void Skip(long count)
    {
        long within = Math.Min(Math.Max(count, 0), _end - _at);
        _at += (int)within;
        if (count > within)
        {
            stream.Seek(count - within, SeekOrigin.Current);
        }
    }

    private bool Fill()
    {
        (_at, _end) = (0, stream.Read(_block, 0, _block.Length));
        return _end > 0;
    }
}
