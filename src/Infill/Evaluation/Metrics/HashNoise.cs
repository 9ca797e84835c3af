namespace Infill.Evaluation.Metrics;

/// <summary>Counter-based random numbers for metrics and cases: a value depends on its place only, never on what was drawn before.</summary>
internal static class HashNoise
{
    /// <summary>Largest seed; seeds beyond would repeat earlier ones.</summary>
    public const int MaxSeed = ushort.MaxValue;

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public static double Uniform(int seed, int index, int draw)
    {
        ulong key = ((ulong)(uint)seed << 48) ^ ((ulong)(uint)index << 16) ^ (uint)draw;
        return (Mix(key) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public static double Normal(int seed, int index, int draw)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(seed, index, 2 * draw)));
        return radius * Math.Cos(2 * Math.PI * Uniform(seed, index, (2 * draw) + 1));
    }

    /// <summary>A direction of length 1, uniform on the sphere.</summary>
    public static void FillDirection(Span<float> direction, int seed, int index)
    {
        double square = 0;
        for (int k = 0; k < direction.Length; k++)
        {
            direction[k] = (float)Normal(seed, index, k);
            square += direction[k] * direction[k];
        }

        float scale = (float)(1 / Math.Sqrt(square));
        for (int k = 0; k < direction.Length; k++)
        {
            direction[k] *= scale;
        }
    }

    // SplitMix64 (Steele, Lea & Flood 2014), two rounds because keys are small counters.
    private static ulong Mix(ulong key)
    {
        for (int round = 0; round < 2; round++)
        {
            key += 0x9E3779B97F4A7C15;
            key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
            key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
            key ^= key >> 31;
        }

        return key;
    }
}
