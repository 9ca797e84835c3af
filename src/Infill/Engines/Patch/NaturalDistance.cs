using Infill.Diffusion;

namespace Infill.Engines.Patch;

/// <summary>How far apart the closest patches are where nothing is missing: the yardstick of all prices and of the noise.</summary>
internal static class NaturalDistance
{
    private const float Least = 0.3f;
    private const float WithoutRing = 4f;
    private const int MostSamples = 96;
    private const int MostCandidates = 6000;
    private const int RingPx = 10;

    /// <summary>d₀: the median over up to 96 patches beside the hole of the distance to the nearest other source (of up to 6000), at least 0.3.</summary>
    /// <remarks>Flat sky has almost none, texture much, so priors that scale with d₀ act on both alike.</remarks>
    public static unsafe float Estimate(PatchLevel level, uint seed, ParallelOptions parallel)
    {
        int[] ring = [.. level.Sources.Where(source => IsNearTarget(level, source))];
        int count = Math.Min(ring.Length, MostSamples);
        if (count == 0)
        {
            return WithoutRing;
        }

        float[] nearest = new float[count];
        Parallel.For(0, count, parallel, k =>
            nearest[k] = DistanceToNearest(level, ring[(int)((long)k * ring.Length / count)], CounterRandom.Bits(seed, (uint)k)));
        Array.Sort(nearest);
        float median = nearest[count / 2];
        return float.IsFinite(median) ? MathF.Max(Least, median) : WithoutRing;
    }

    private static unsafe float DistanceToNearest(PatchLevel level, int centre, uint key)
    {
        float* features = PatchGrid.Address(level.Features);
        int corner = (PatchGrid.Radius * PatchGrid.Channels * level.Stride) + PatchGrid.Radius;
        float* ones = stackalloc float[PatchGrid.Lanes];
        new Span<float>(ones, PatchGrid.Lanes).Fill(1f);
        float* buffer = stackalloc float[PatchKernel.TargetFloats];
        PatchKernel.Gather(features + level.FeatureIndex(centre) - corner, ones, (level.Stride, 0), buffer);
        float best = float.PositiveInfinity;
        int candidates = Math.Min(level.Sources.Length, MostCandidates);
        for (int k = 0; k < candidates; k++)
        {
            int pick = candidates == level.Sources.Length ? k : (int)(CounterRandom.Bits(key, (uint)k) % (uint)level.Sources.Length);
            int source = level.Sources[pick];
            if (Math.Abs(PatchGrid.X(source) - PatchGrid.X(centre)) > PatchGrid.Radius
                || Math.Abs(PatchGrid.Y(source) - PatchGrid.Y(centre)) > PatchGrid.Radius)
            {
                best = MathF.Min(best, PatchKernel.Distance(buffer, features + level.FeatureIndex(source) - corner, level.Stride, best));
            }
        }

        return best / (PatchGrid.Side * PatchGrid.Side);
    }

    // Along the four axes in steps of half a patch: near enough for a sample.
    private static bool IsNearTarget(PatchLevel level, int source)
    {
        for (int d = 1; d <= RingPx; d += PatchGrid.Radius)
        {
            if (IsTarget(level, source + d) || IsTarget(level, source - d)
                || IsTarget(level, source + (d << 16)) || IsTarget(level, source - (d << 16)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTarget(PatchLevel level, int position) =>
        level.Box.Contains(PatchGrid.X(position), PatchGrid.Y(position)) && level.IsTarget[level.At(position)];
}
