using System.Runtime.Intrinsics;
using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>The composite of patch posteriors: D(x)(i) = Σ_q g_q·k(r)·F[s*(q) + i − q] / Σ g_q·k(r) over the 49 patches that cover i.</summary>
internal static unsafe class PatchVote
{
    private const float CentreDecay = 1.2f;
    private const float MostExponent = 30f;
    private const int BandRows = 16;

    /// <summary>Writes the vote over every hole pixel into the guess.</summary>
    /// <param name="level">Level.</param>
    /// <param name="state">Matches and energies to vote with; receives the vote.</param>
    /// <param name="temperature">h: g_q = exp(−E_q / 2h)·1.2^−distance.</param>
    /// <param name="width">c: k(r) = exp(−r² / 2c²), in pixels.</param>
    /// <param name="parallel">Thread limit. Bands of rows are independent and sum in the order of targets, so threads do not change the result.</param>
    public static void Apply(PatchLevel level, PatchState state, float temperature, float width, ParallelOptions parallel)
    {
        float[] gains = Gains(level, state, temperature);
        float[] taps = Taps(width);
        int[] firstOfRow = FirstTargetOfRow(level);
        PixelRect inner = level.Box.Inflate(-PatchGrid.Pad);
        Parallel.For(0, (inner.Height + BandRows - 1) / BandRows, parallel, band =>
        {
            int top = PatchGrid.Pad + (band * BandRows);
            int bottom = Math.Min(top + BandRows, PatchGrid.Pad + inner.Height);
            float[] sums = PatchGrid.Pinned((bottom - top) * (PatchGrid.Channels + 1) * level.Box.Width);
            for (int row = top - PatchGrid.Radius; row < bottom + PatchGrid.Radius; row++)
            {
                for (int k = firstOfRow[row]; k < firstOfRow[row + 1]; k++)
                {
                    AddPatch(level, state, k, gains[k], new Band(PatchGrid.Address(taps), PatchGrid.Address(sums), top, bottom));
                }
            }

            Divide(level, state, sums, top, bottom);
        });
    }

    private static void AddPatch(PatchLevel level, PatchState state, int target, float gain, Band band)
    {
        int at = level.TargetAt[target], stride = level.Box.Width;
        int row = at / stride, column = at % stride;
        float* source = PatchGrid.Address(level.Features) + level.FeatureIndex(state.Match[at]) - PatchGrid.Radius;
        Vector256<float> gains = Vector256.Create(gain);
        int first = Math.Max(-PatchGrid.Radius, band.Top - row), last = Math.Min(PatchGrid.Radius, band.Bottom - 1 - row);
        for (int dy = first; dy <= last; dy++)
        {
            Vector256<float> weight = gains * Vector256.Load(band.Taps + ((dy + PatchGrid.Radius) * PatchGrid.Lanes));
            float* sums = band.Sums + ((row + dy - band.Top) * (PatchGrid.Channels + 1) * stride) + column - PatchGrid.Radius;
            float* from = source + (dy * PatchGrid.Channels * level.Stride);
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                Vector256.MultiplyAddEstimate(weight, Vector256.Load(from), Vector256.Load(sums)).Store(sums);
                sums += stride;
                from += level.Stride;
            }

            (Vector256.Load(sums) + weight).Store(sums);
        }
    }

    private readonly struct Band(float* taps, float* sums, int top, int bottom)
    {
        public readonly float* Taps = taps;
        public readonly float* Sums = sums;
        public readonly int Top = top;
        public readonly int Bottom = bottom;
    }

    private static void Divide(PatchLevel level, PatchState state, float[] sums, int top, int bottom)
    {
        int stride = level.Box.Width;
        for (int row = top; row < bottom; row++)
        {
            int from = (row - top) * (PatchGrid.Channels + 1) * stride, to = row * PatchGrid.Channels * stride;
            for (int column = PatchGrid.Pad; column < stride - PatchGrid.Pad; column++)
            {
                if (level.States[((row + level.Box.Y) * level.Stride) + column + level.Box.X] == PixelState.Hole)
                {
                    float scale = 1f / sums[from + (PatchGrid.Channels * stride) + column];
                    for (int c = 0; c < PatchGrid.Channels; c++)
                    {
                        state.Guess[to + (c * stride) + column] = scale * sums[from + (c * stride) + column];
                    }
                }
            }
        }
    }

    private static float[] Gains(PatchLevel level, PatchState state, float temperature) =>
        Array.ConvertAll(level.TargetAt, at =>
            (MathF.Exp(-MathF.Min(state.Energy[at] / (2f * temperature), MostExponent)) * MathF.Pow(CentreDecay, -level.Distance[at])) + 1e-20f);

    private static float[] Taps(float width)
    {
        float[] taps = PatchGrid.Pinned(PatchGrid.Side * PatchGrid.Lanes);
        for (int dy = -PatchGrid.Radius; dy <= PatchGrid.Radius; dy++)
        {
            for (int dx = -PatchGrid.Radius; dx <= PatchGrid.Radius; dx++)
            {
                taps[((dy + PatchGrid.Radius) * PatchGrid.Lanes) + dx + PatchGrid.Radius] =
                    MathF.Exp(-((dx * dx) + (dy * dy)) / (2f * width * width));
            }
        }

        return taps;
    }

    // firstOfRow[r] … firstOfRow[r + 1] are the targets in box row r: they are stored row by row.
    private static int[] FirstTargetOfRow(PatchLevel level)
    {
        int[] first = new int[level.Box.Height + 1];
        foreach (int at in level.TargetAt)
        {
            first[(at / level.Box.Width) + 1]++;
        }

        for (int row = 1; row < first.Length; row++)
        {
            first[row] += first[row - 1];
        }

        return first;
    }
}
