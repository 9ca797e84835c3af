using System.Buffers.Binary;
using System.Numerics;

namespace Infill.Onnx.Store;

/// <summary>SHA-1 in plain code: git names small files by it. No secret and no large file hangs on it, and the framework's needs OpenSSL.</summary>
/// <remarks>Source and letters: FIPS 180-4, section 6.1.</remarks>
internal sealed class Sha1
{
    private const int BlockBytes = 64;
    private const int LengthBytes = 8;

    private readonly uint[] _state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
    private readonly uint[] _schedule = new uint[80];
    private readonly byte[] _rest = new byte[BlockBytes];
    private long _length;

    /// <summary>Takes more bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        int held = (int)(_length % BlockBytes);
        _length += data.Length;
        while (held + data.Length >= BlockBytes)
        {
            int taken = BlockBytes - held;
            data[..taken].CopyTo(_rest.AsSpan(held));
            data = data[taken..];
            held = 0;
            TakeBlock();
        }

        data.CopyTo(_rest.AsSpan(held));
    }

    /// <summary>The hash of all bytes so far, 40 hex digits. Call it once.</summary>
    public string Finish()
    {
        long bits = _length * 8;
        int held = (int)(_length % BlockBytes);
        byte[] padding = new byte[(held < BlockBytes - LengthBytes ? BlockBytes : 2 * BlockBytes) - held];
        padding[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padding.AsSpan(padding.Length - LengthBytes), bits);
        Append(padding);
        byte[] hash = new byte[20];
        for (int i = 0; i < _state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * 4), _state[i]);
        }

        return Convert.ToHexStringLower(hash);
    }

    private void TakeBlock()
    {
        uint[] w = _schedule;
        for (int t = 0; t < 80; t++)
        {
            w[t] = t < 16 ? BinaryPrimitives.ReadUInt32BigEndian(_rest.AsSpan(t * 4)) : BitOperations.RotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        }

        (uint a, uint b, uint c, uint d, uint e) = (_state[0], _state[1], _state[2], _state[3], _state[4]);
        for (int t = 0; t < 80; t++)
        {
            (uint f, uint k) = t switch
            {
                < 20 => ((b & c) ^ (~b & d), 0x5a827999u),
                < 40 => (b ^ c ^ d, 0x6ed9eba1u),
                < 60 => ((b & c) ^ (b & d) ^ (c & d), 0x8f1bbcdcu),
                _ => (b ^ c ^ d, 0xca62c1d6u),
            };
            (a, b, c, d, e) = (BitOperations.RotateLeft(a, 5) + f + e + k + w[t], a, BitOperations.RotateLeft(b, 30), c, d);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
    }
}
