namespace Infill.Engines.Patch;

/// <summary>Counts how often each source area is copied, so that a fill does not repeat one patch.</summary>
internal static class PatchUsage
{
    private const float MostLog = 5f;

    /// <summary>U = clamp(log₂(7×7 mean of hits / u₀), 0, 5) with u₀ = max(1, |T|/|S|); later steps average with the previous U.</summary>
    /// <remarks>Taken from the previous step's matches as a whole (Jacobi), so no order of targets matters.</remarks>
    public static void Update(PatchLevel level, PatchState state, bool isFirstStep, ParallelOptions parallel)
    {
        float[] hits = new float[state.Usage.Length];
        foreach (int at in level.TargetAt)
        {
            hits[level.GridIndex(state.Match[at])]++;
        }

        float[] across = new float[hits.Length];
        int stride = level.Stride;
        Parallel.For(PatchGrid.Pad, level.Height + PatchGrid.Pad, parallel, y => SumAcross(hits, across, (y * stride) + PatchGrid.Pad, level.Width));
        float share = MathF.Max(1f, (float)level.Targets.Length / level.Sources.Length);
        float scale = 1f / (PatchGrid.Side * PatchGrid.Side * share);
        Parallel.For(PatchGrid.Pad, level.Height + PatchGrid.Pad, parallel, y =>
        {
            for (int i = (y * stride) + PatchGrid.Pad; i < (y * stride) + PatchGrid.Pad + level.Width; i++)
            {
                float sum = 0;
                for (int dy = -PatchGrid.Radius; dy <= PatchGrid.Radius; dy++)
                {
                    sum += across[i + (dy * stride)];
                }

                float mean = sum * scale;
                float price = mean <= 1f ? 0f : MathF.Min(MathF.Log2(mean), MostLog);
                state.Usage[i] = isFirstStep ? price : 0.5f * (state.Usage[i] + price);
            }
        });
    }

    private static void SumAcross(float[] hits, float[] across, int start, int width)
    {
        for (int i = start; i < start + width; i++)
        {
            float sum = 0;
            for (int dx = -PatchGrid.Radius; dx <= PatchGrid.Radius; dx++)
            {
                sum += hits[i + dx];
            }

            across[i] = sum;
        }
    }
}
