using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>Colours that the hole would have if it were a membrane stretched over its border: where large soft shapes stand only once, no patch
/// knows how they go on, and this is nearer to the truth than any copy.</summary>
/// <remarks>A data term λ·|x_q − P_q|² in the patch energy of coarse levels, P = the harmonic interpolation of L, a, b on the level's own grid.
/// Since w·|x − F|² + λ·|P − F|² is (w + λ)·|(w·x + λ·P)/(w + λ) − F|² but for a constant, it is folded into guess and weights and costs
/// the search nothing. Finer levels, where a membrane knows nothing of the detail, are free of it.</remarks>
internal sealed class MembraneField
{
    /// <summary>Hole sides in level pixels: up to the first the whole weight, from the second none.</summary>
    private const float WholeSide = 26f;
    private const float LastSide = 2f * WholeSide;
    private const int Colours = 3;
    private const float Least = 1e-3f;

    private readonly float[][] _colours;
    private readonly float _weight;

    private MembraneField(float[][] colours, float weight) => (_colours, _weight) = (colours, weight);

    /// <summary>The field of a level, or null where it has no say.</summary>
    /// <param name="level">Level that is refined.</param>
    /// <param name="weight">λ at the coarsest levels, in units of a known pixel's weight.</param>
    /// <param name="cancellationToken">Ends the solve.</param>
    public static MembraneField? Build(PatchLevel level, float weight, CancellationToken cancellationToken)
    {
        // The box is the hole, grown by a patch's half and padded.
        int side = Math.Max(level.Box.Width, level.Box.Height) - (2 * (PatchGrid.Pad + PatchGrid.Radius));
        float share = weight * Math.Clamp(((LastSide / Math.Max(side, 1)) - 1f) / ((LastSide / WholeSide) - 1f), 0f, 1f);
        if (share < Least)
        {
            return null;
        }

        bool[] hole = new bool[level.Box.Area];
        foreach (int at in level.HoleAt)
        {
            hole[at] = true;
        }

        var solver = new PoissonSolver(level.Box.Size, hole, SumKnown(level, _ => 1f));
        return solver.IsDetermined
            ? new MembraneField([.. Enumerable.Range(0, Colours).Select(c => Solve(level, solver, c, cancellationToken))], share)
            : null;
    }

    /// <summary>The membrane's value of a colour channel at a box index, 0 outside the hole.</summary>
    public float At(int channel, int at) => _colours[channel][at];

    /// <summary>Draws guess and weights of the hole towards the membrane; weights must be those of the step, without it.</summary>
    public void Pull(PatchLevel level, PatchState state)
    {
        int stride = level.Box.Width;
        foreach (int at in level.HoleAt)
        {
            float weight = (state.RootWeight[at] * state.RootWeight[at]) + _weight;
            int first = ((at / stride) * PatchGrid.Channels * stride) + (at % stride);
            for (int c = 0; c < Colours; c++)
            {
                ref float guess = ref state.Guess[first + (c * stride)];
                guess += _weight / weight * (_colours[c][at] - guess);
            }

            state.RootWeight[at] = MathF.Sqrt(weight);
        }

        PatchWeights.Normalise(level, state);
    }

    private static float[] Solve(PatchLevel level, PoissonSolver solver, int channel, CancellationToken cancellationToken) =>
        solver.Solve(SumKnown(level, position => level.Features[level.FeatureIndex(position) + (channel * level.Stride)]), cancellationToken);

    private static float[] SumKnown(PatchLevel level, Func<int, float> valueAt)
    {
        float[] sums = new float[level.Box.Area];
        foreach (int at in level.HoleAt)
        {
            int position = level.Position(at);
            foreach (int next in (ReadOnlySpan<int>)[position - 1, position + 1, position - (1 << 16), position + (1 << 16)])
            {
                sums[at] += level.States[level.GridIndex(next)] == PixelState.Known ? valueAt(next) : 0f;
            }
        }

        return sums;
    }
}
