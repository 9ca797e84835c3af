using System.Runtime.Intrinsics;

namespace Infill.Diffusion.Noise;

/// <summary>Philox4x32-10: a counter-based generator, one block of 128 bits per counter and key.</summary>
/// <remarks>Salmon, Moraes, Dror &amp; Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011. Not for secrets.</remarks>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;

    /// <summary>The four words that belong to a counter.</summary>
    /// <param name="counter">Four words, lowest first.</param>
    /// <param name="key">The seed; its lower word is the first key word.</param>
    public static Vector128<uint> Block(Vector128<uint> counter, ulong key)
    {
        uint a = counter[0], b = counter[1], c = counter[2], d = counter[3];
        uint keyA = (uint)key, keyB = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong productA = (ulong)MultiplierA * a;
            ulong productB = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(productB >> 32) ^ b ^ keyA, (uint)productB, (uint)(productA >> 32) ^ d ^ keyB, (uint)productA);
            keyA += WeylA;
            keyB += WeylB;
        }

        return Vector128.Create(a, b, c, d);
    }
}
