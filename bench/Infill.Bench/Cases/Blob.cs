using Infill.Imaging;

namespace Infill.Bench.Cases;

/// <summary>A round hole with a wavy outline: r(φ) = r + Σ 0.12 r nₖ cos(kφ + φₖ), k = 2…5, nₖ normal, φₖ uniform.</summary>
internal static class Blob
{
    public static Mask Make(PixelSize size, HoleCase hole)
    {
        var waves = new (double Amplitude, double Phase)[4];
        for (int k = 0; k < waves.Length; k++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(hole.Seed, k, 0)));
            waves[k] = (0.12 * hole.Radius * radius * Math.Cos(2 * Math.PI * Uniform(hole.Seed, k, 1)), 2 * Math.PI * Uniform(hole.Seed, k, 2));
        }

        var mask = new Mask(size);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                double angle = Math.Atan2(y - hole.Y, x - hole.X);
                double limit = hole.Radius;
                for (int k = 0; k < waves.Length; k++)
                {
                    limit += waves[k].Amplitude * Math.Cos(((k + 2) * angle) + waves[k].Phase);
                }

                mask[x, y] = Math.Sqrt(((x - hole.X) * (x - hole.X)) + ((y - hole.Y) * (y - hole.Y))) < limit ? 1f : 0f;
            }
        }

        return mask;
    }

    /// <summary>Uniform in [0, 1) from counters (SplitMix64, two rounds).</summary>
    public static double Uniform(int seed, int index, int draw)
    {
        ulong key = ((ulong)(uint)seed << 40) ^ ((ulong)(uint)index << 8) ^ (uint)draw;
        for (int round = 0; round < 2; round++)
        {
            key += 0x9E3779B97F4A7C15;
            key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
            key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
            key ^= key >> 31;
        }

        return (key >> 11) * (1.0 / (1UL << 53));
    }
}
