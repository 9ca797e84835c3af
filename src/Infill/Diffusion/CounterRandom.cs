namespace Infill.Diffusion;

/// <summary>Random numbers without state: each is a hash of a seed and counters, so threads and order never matter.</summary>
/// <remarks>Finaliser: "lowbias32" of C. Wellons (hash-prospector), applied once per counter. Not for secrets.</remarks>
public static class CounterRandom
{
    private const float Unit = 1f / (1 << 24);

    /// <summary>32 well-mixed bits for four counters; equal counters give equal bits on every machine.</summary>
    public static uint Bits(uint a, uint b, uint c, uint d) =>
        Mix(Mix(Mix(Mix((a * 0x9E3779B9u) + b) + (c * 0x85EBCA6Bu)) + (d * 0xC2B2AE35u)) + 0x27D4EB2Fu);

    /// <summary>32 well-mixed bits for two counters; a cheaper key for inner loops.</summary>
    public static uint Bits(uint a, uint b) => Mix(Mix((a * 0x9E3779B9u) + b) + 0x27D4EB2Fu);

    /// <summary>Maps bits to a float in 0…1, 1 excluded (24 bits of precision).</summary>
    public static float ToUnit(uint bits) => (bits >> 8) * Unit;

    /// <summary>A draw from the standard Gumbel distribution: adding it to −E/τ and taking the maximum samples from exp(−E/τ).</summary>
    public static float ToGumbel(uint bits) =>
        -MathF.Log(-MathF.Log(Math.Clamp(ToUnit(bits), 1e-6f, 0.999999f)));

    private static uint Mix(uint a)
    {
        a ^= a >> 16;
        a *= 0x7FEB352Du;
        a ^= a >> 15;
        a *= 0x846CA68Bu;
        return a ^ (a >> 16);
    }
}
