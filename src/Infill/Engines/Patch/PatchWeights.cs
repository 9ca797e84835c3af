namespace Infill.Engines.Patch;

/// <summary>How much each pixel of a target's patch counts: the known/unknown precision ratio of the posterior.</summary>
internal static class PatchWeights
{
    private const float Decay = 1.15f;
    private const float Least = 0.05f;

    /// <summary>Known pixels 1; hole pixels unknown·max(0.05, 1.15^−d), d = distance to what is known. Early steps trust only what is known.</summary>
    public static void Set(PatchLevel level, PatchState state, float unknownWeight)
    {
        for (int at = 0; at < state.Normaliser.Length; at++)
        {
            float weight = level.States[level.GridIndex(level.Position(at))] switch
            {
                PixelState.Known => 1f,
                PixelState.Hole => unknownWeight * MathF.Max(Least, MathF.Pow(Decay, -level.Distance[at])),
                _ => 0f,
            };
            state.RootWeight[at] = MathF.Sqrt(weight);
        }

        Normalise(level, state);
    }

    /// <summary>Recomputes 1/Σw for every target from the current weights.</summary>
    public static void Normalise(PatchLevel level, PatchState state)
    {
        foreach (int at in level.TargetAt)
        {
            state.Normaliser[at] = 1f / MathF.Max(SumOver(level, state, at), 1e-6f);
        }
    }

    /// <summary>Σw over the 7×7 patch around a box index.</summary>
    public static float SumOver(PatchLevel level, PatchState state, int at)
    {
        float sum = 0;
        for (int dy = -PatchGrid.Radius; dy <= PatchGrid.Radius; dy++)
        {
            for (int dx = -PatchGrid.Radius; dx <= PatchGrid.Radius; dx++)
            {
                float root = state.RootWeight[at + (dy * level.Box.Width) + dx];
                sum += root * root;
            }
        }

        return sum;
    }
}
