using Infill.Diffusion;

namespace Infill.Engines.Patch;

/// <summary>Goes to the next finer level by doubling offsets, never the picture: that is what keeps a fill sharp.</summary>
internal static class OffsetUpsampling
{
    private const int NeighbourReach = 2;
    private const int SourceReach = 3;

    /// <summary>Gives every fine target twice the offset of the coarse pixel below it, then votes once.</summary>
    /// <remarks>s_f = t + 2·(s_c − t/2), clamped into the frame; where that is no source, the nearest within 3 pixels along
    /// the axes, then the offsets of coarse neighbours up to 2 away, last a source drawn from the seed.</remarks>
    public static void Apply(
        (PatchLevel Level, PatchState State) coarse, PatchLevel level, PatchState state, PatchRun run)
    {
        foreach (int target in level.Targets)
        {
            int at = level.At(target);
            int source = FromNeighbours(coarse, level, target);
            state.Match[at] = source >= 0 ? source
                : level.Sources[CounterRandom.Bits(run.Seed, (uint)target) % (uint)level.Sources.Length];
            state.Energy[at] = 0;
        }

        PatchVote.Apply(level, state, temperature: 1f, width: 1f, run.Parallel);
    }

    private static int FromNeighbours((PatchLevel Level, PatchState State) coarse, PatchLevel level, int target)
    {
        int x = PatchGrid.X(target) - PatchGrid.Pad, y = PatchGrid.Y(target) - PatchGrid.Pad;
        for (int reach = 0; reach <= NeighbourReach; reach++)
        {
            for (int dy = -reach; dy <= reach; dy++)
            {
                for (int dx = -reach; dx <= reach; dx++)
                {
                    int source = DoubleOffset(coarse, level, (x, y), ((x / 2) + dx, (y / 2) + dy));
                    if (source >= 0)
                    {
                        return source;
                    }
                }
            }
        }

        return -1;
    }

    private static int DoubleOffset(
        (PatchLevel Level, PatchState State) coarse, PatchLevel level, (int X, int Y) fine, (int X, int Y) parent)
    {
        int position = PatchGrid.Pack(parent.X + PatchGrid.Pad, parent.Y + PatchGrid.Pad);
        if (parent.X < 0 || parent.Y < 0 || !coarse.Level.Box.Contains(PatchGrid.X(position), PatchGrid.Y(position))
            || !coarse.Level.IsTarget[coarse.Level.At(position)])
        {
            return -1;
        }

        int match = coarse.State.Match[coarse.Level.At(position)];
        int x = fine.X + (2 * (PatchGrid.X(match) - PatchGrid.X(position)));
        int y = fine.Y + (2 * (PatchGrid.Y(match) - PatchGrid.Y(position)));
        x = Math.Clamp(x, PatchGrid.Radius, level.Width - PatchGrid.Radius - 1) + PatchGrid.Pad;
        y = Math.Clamp(y, PatchGrid.Radius, level.Height - PatchGrid.Radius - 1) + PatchGrid.Pad;
        return NearestSource(level, PatchGrid.Pack(x, y));
    }

    private static int NearestSource(PatchLevel level, int position)
    {
        if (level.IsSource[level.GridIndex(position)])
        {
            return position;
        }

        for (int d = 1; d <= SourceReach; d++)
        {
            foreach (int candidate in (ReadOnlySpan<int>)[position + d, position - d, position + (d << 16), position - (d << 16)])
            {
                if (level.IsSource[level.GridIndex(candidate)])
                {
                    return candidate;
                }
            }
        }

        return -1;
    }
}
