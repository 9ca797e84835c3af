using System.Buffers.Binary;
using System.Numerics;

namespace Infill.Imaging;

/// <summary>SHA-256 in plain code. Source and letters: FIPS 180-4, section 6.2.</summary>
internal sealed class Sha256Rounds
{
    private const int BlockBytes = 64;
    private const int LengthBytes = 8;

    /// <summary>First 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static readonly uint[] K =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // First 32 bits of the fractional parts of the square roots of the first 8 primes.
    private readonly uint[] _state =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _rest = new byte[BlockBytes];
    private long _length;

    /// <summary>Takes more bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        int held = (int)(_length % BlockBytes);
        _length += data.Length;
        if (held > 0)
        {
            int taken = Math.Min(BlockBytes - held, data.Length);
            data[..taken].CopyTo(_rest.AsSpan(held));
            data = data[taken..];
            if (held + taken < BlockBytes)
            {
                return;
            }

            Compress(_rest);
        }

        for (; data.Length >= BlockBytes; data = data[BlockBytes..])
        {
            Compress(data[..BlockBytes]);
        }

        data.CopyTo(_rest);
    }

    /// <summary>The 32 bytes of the hash; the instance is used up.</summary>
    public byte[] Finish()
    {
        long bits = _length * 8;
        int held = (int)(_length % BlockBytes);
        // A one bit, zeros, and the length, so that the last block is full.
        int zeros = (BlockBytes * 2 - 1 - LengthBytes - held) % BlockBytes;
        byte[] padding = new byte[1 + zeros + LengthBytes];
        padding[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padding.AsSpan(1 + zeros), bits);
        Append(padding);

        byte[] hash = new byte[_state.Length * sizeof(uint)];
        for (int i = 0; i < _state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), _state[i]);
        }

        return hash;
    }

    private void Compress(ReadOnlySpan<byte> block)
    {
        uint[] w = _schedule;
        for (int t = 0; t < 16; t++)
        {
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        }

        for (int t = 16; t < w.Length; t++)
        {
            uint s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ (w[t - 15] >> 3);
            uint s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }

        uint[] h = _state;
        uint a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], last = h[7];
        for (int t = 0; t < w.Length; t++)
        {
            uint sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint t1 = last + sum1 + ((e & f) ^ (~e & g)) + K[t] + w[t];
            uint sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            (last, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        (h[0], h[1], h[2], h[3]) = (h[0] + a, h[1] + b, h[2] + c, h[3] + d);
        (h[4], h[5], h[6], h[7]) = (h[4] + e, h[5] + f, h[6] + g, h[7] + last);
    }
}
