using System.Runtime.CompilerServices;
using Infill.Diffusion;

namespace Infill.Engines.Patch;

/// <summary>Finds s*(q), the mode of the patch posterior, for every target.</summary>
internal static class PatchSearch
{
    private const int Chunk = 128;
    private const uint GuideDraws = 4;
    private const uint GuideStream = 1000;

    /// <summary>Propagation distances by sweep, in the manner of the jump flood (Rong &amp; Tan 2006).</summary>
    private static readonly int[] Jumps = [1, 8, 2, 4, 1, 3];

    /// <summary>Compares every target with every source.</summary>
    public static unsafe void Exhaustive(PatchLevel level, PatchState state, SearchTerms terms, ParallelOptions parallel)
    {
        int[] before = (int[])state.Match.Clone();
        ForTargets(level, parallel, (from, to) =>
        {
            float* buffer = stackalloc float[PatchKernel.TargetFloats];
            var probe = new TargetProbe(level, state, before, terms, buffer);
            for (int k = from; k < to; k++)
            {
                int at = level.TargetAt[k];
                probe.Start(at, before[at]);
                foreach (int source in level.Sources)
                {
                    probe.Try(source);
                }

                (state.Match[at], state.Energy[at]) = (probe.Best, probe.BestEnergy);
            }
        });
    }

    /// <summary>PatchMatch (Barnes et al. 2009) with double buffering: every target reads the previous sweep only, so
    /// the result is the same for any order and thread count.</summary>
    public static unsafe void Sweep(PatchLevel level, PatchState state, SearchTerms terms, int sweeps, ParallelOptions parallel)
    {
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            int[] before = (int[])state.Match.Clone();
            int jump = Jumps[sweep % Jumps.Length];
            uint key = terms.Key + ((uint)sweep * 0x9E3779B9u);
            ForTargets(level, parallel, (from, to) =>
            {
                float* buffer = stackalloc float[PatchKernel.TargetFloats];
                var probe = new TargetProbe(level, state, before, terms, buffer);
                for (int k = from; k < to; k++)
                {
                    int at = level.TargetAt[k];
                    probe.Start(at, before[at]);
                    Propagate(ref probe, level, before, at, jump);
                    SearchAtRandom(ref probe, level, key + (uint)level.Targets[k]);
                    FollowGuide(ref probe, state.Guide, level.Targets[k], key);
                    (state.Match[at], state.Energy[at]) = (probe.Best, probe.BestEnergy);
                }
            });
        }
    }

    // Inlined into the loop over targets, here and below: a cold run executes unoptimised what is not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Propagate(ref TargetProbe probe, PatchLevel level, int[] before, int at, int jump)
    {
        TryNeighbours(ref probe, level, before, at, jump);
        if (jump > 1)
        {
            TryNeighbours(ref probe, level, before, at, 1);
        }
    }

    private static void TryNeighbours(ref TargetProbe probe, PatchLevel level, int[] before, int at, int distance)
    {
        int stride = level.Box.Width;
        for (int sign = -1; sign <= 1; sign += 2)
        {
            TryShifted(ref probe, level, before, at + (sign * distance), sign * distance);
            TryShifted(ref probe, level, before, at + (sign * distance * stride), sign * (distance << 16));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TryShifted(ref TargetProbe probe, PatchLevel level, int[] before, int neighbourAt, int offset)
    {
        if (level.IsTarget[neighbourAt])
        {
            probe.Try(before[neighbourAt] - offset);
        }
    }

    // Around the best so far, at radii that halve from the whole level down to one pixel.
    private static void SearchAtRandom(ref TargetProbe probe, PatchLevel level, uint key)
    {
        int centreX = PatchGrid.X(probe.Best), centreY = PatchGrid.Y(probe.Best);
        uint draw = 0;
        for (int radius = Math.Max(level.Width, level.Height); radius >= 1; radius /= 2)
        {
            uint bits = CounterRandom.Bits(key, draw++);
            int span = (2 * radius) + 1;
            int x = centreX + (int)(((bits & 0xFFFF) * (uint)span) >> 16) - radius;
            int y = centreY + (int)(((bits >> 16) * (uint)span) >> 16) - radius;
            if (x >= 0 && y >= 0 && x < level.Width + PatchGrid.Pad && y < level.Height + PatchGrid.Pad)
            {
                probe.Try(PatchGrid.Pack(x, y));
            }
        }
    }

    private static void FollowGuide(ref TargetProbe probe, GuideField? guide, int target, uint key)
    {
        ReadOnlySpan<int> sources = guide is null ? [] : guide.SourcesFor(target);
        for (uint draw = 0; draw < GuideDraws && sources.Length > 0; draw++)
        {
            probe.Try(sources[(int)(CounterRandom.Bits(key ^ (uint)target, GuideStream + draw) % (uint)sources.Length)]);
        }
    }

    private static void ForTargets(PatchLevel level, ParallelOptions parallel, Action<int, int> body)
    {
        int count = level.TargetAt.Length;
        Parallel.For(0, (count + Chunk - 1) / Chunk, parallel, k => body(k * Chunk, Math.Min(count, (k + 1) * Chunk)));
    }
}
