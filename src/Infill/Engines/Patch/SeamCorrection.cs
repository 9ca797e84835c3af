using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>Evens out the steps between pieces that were copied from different places, and at the hole's border.</summary>
/// <remarks>Minimises Σ w·|(e_i − e_q) − r_iq|² + μ·e_i² over the hole, e = 0 on known pixels, where r is the copied gradient
/// minus the present one and w = 1 / (1 + |r|²/τ²) spares real edges (a screened Poisson equation, robustly weighted).
/// Red–black successive over-relaxation: each colour reads only the other, so threads do not change the result.</remarks>
internal sealed class SeamCorrection
{
    /// <summary>μ: a correction fades over about 18 pixels.</summary>
    private const float Screening = 0.003f;

    /// <summary>τ: steps of about 20/255 and more count as edges.</summary>
    private const float EdgeScale = 20f / 255f;
    private const float Relaxation = 1.85f;
    private const int Sweeps = 60;
    private const int Neighbours = 4;
    private const int Chunk = 2048;

    private readonly FloatImage _original;
    private readonly FloatImage _filled;
    private readonly PatchLevel _level;
    private readonly PatchState _state;
    private readonly int[] _ordinal;
    private readonly float[] _weights;

    private SeamCorrection(FloatImage original, FloatImage filled, PatchLevel level, PatchState state)
    {
        (_original, _filled, _level, _state) = (original, filled, level, state);
        _ordinal = new int[state.Match.Length];
        Array.Fill(_ordinal, -1);
        for (int k = 0; k < level.HoleAt.Length; k++)
        {
            _ordinal[level.HoleAt[k]] = k;
        }

        _weights = new float[level.HoleAt.Length * Neighbours];
    }

    /// <summary>Corrects the hole pixels of <paramref name="filled"/> in place.</summary>
    public static void Apply(FloatImage original, FloatImage filled, PatchLevel level, PatchState state, ParallelOptions parallel)
    {
        var correction = new SeamCorrection(original, filled, level, state);
        float[][] residuals = correction.SetUp(parallel);
        float[][] corrections = Array.ConvertAll(residuals, r => correction.Solve(r, parallel));
        for (int c = 0; c < corrections.Length; c++)
        {
            Span<float> plane = filled.Plane(c);
            for (int k = 0; k < level.HoleAt.Length; k++)
            {
                plane[correction.TileIndexOf(level.HoleAt[k])] += corrections[c][k];
            }
        }
    }

    private float[][] SetUp(ParallelOptions parallel)
    {
        int count = _level.HoleAt.Length, channels = _original.Channels;
        float[][] sums = [.. Enumerable.Range(0, channels).Select(_ => new float[count])];
        Parallel.For(0, (count + Chunk - 1) / Chunk, parallel, chunk =>
        {
            Span<float> residual = stackalloc float[channels];
            for (int k = chunk * Chunk; k < Math.Min(count, (chunk + 1) * Chunk); k++)
            {
                for (int n = 0; n < Neighbours; n++)
                {
                    float weight = Residual(_level.HoleAt[k], n, residual);
                    _weights[(k * Neighbours) + n] = weight;
                    for (int c = 0; c < channels; c++)
                    {
                        sums[c][k] += weight * residual[c];
                    }
                }
            }
        });
        return sums;
    }

    // r = the gradient that the copied pieces have at this edge, minus the gradient that stands there; returns w.
    private float Residual(int at, int neighbour, Span<float> residual)
    {
        residual.Clear();
        int other = NeighbourOf(at, neighbour);
        if (_level.States[_level.GridIndex(_level.Position(other))] is PixelState.Outside or PixelState.Unknown)
        {
            return 0;
        }

        int here = _level.Position(at), there = _level.Position(other);
        int copied = _state.Match[at] - here;
        bool bothInHole = _ordinal[other] >= 0;
        int copiedThere = bothInHole ? _state.Match[other] - there : 0;
        float squared = 0;
        for (int c = 0; c < residual.Length; c++)
        {
            ReadOnlySpan<float> original = _original.Plane(c);
            float gradient = Step(original, here + copied, there + copied);
            if (bothInHole)
            {
                gradient = 0.5f * (gradient + Step(original, here + copiedThere, there + copiedThere));
            }

            residual[c] = gradient - Step(_filled.Plane(c), here, there);
            squared += residual[c] * residual[c];
        }

        return 1f / (1f + (squared / (EdgeScale * EdgeScale)));
    }

    private float[] Solve(float[] sums, ParallelOptions parallel)
    {
        float[] correction = new float[sums.Length];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            for (int colour = 0; colour < 2; colour++)
            {
                int now = colour;
                Parallel.For(0, (sums.Length + Chunk - 1) / Chunk, parallel, chunk =>
                    Relax(correction, sums, now, chunk * Chunk, Math.Min(sums.Length, (chunk + 1) * Chunk)));
            }
        }

        return correction;
    }

    private void Relax(float[] correction, float[] sums, int colour, int from, int to)
    {
        int stride = _level.Box.Width;
        for (int k = from; k < to; k++)
        {
            int at = _level.HoleAt[k];
            if ((((at % stride) + (at / stride)) & 1) != colour)
            {
                continue;
            }

            float sum = sums[k], weights = Screening;
            for (int n = 0; n < Neighbours; n++)
            {
                float weight = _weights[(k * Neighbours) + n];
                int other = _ordinal[NeighbourOf(at, n)];
                weights += weight;
                sum += other >= 0 ? weight * correction[other] : 0f;
            }

            correction[k] += Relaxation * ((sum / weights) - correction[k]);
        }
    }

    private int NeighbourOf(int at, int neighbour) => neighbour switch
    {
        0 => at - 1,
        1 => at + 1,
        2 => at - _level.Box.Width,
        _ => at + _level.Box.Width,
    };

    private float Step(ReadOnlySpan<float> plane, int here, int there) =>
        plane[FinalReconstruction.TileIndex(_original.Width, here)] - plane[FinalReconstruction.TileIndex(_original.Width, there)];

    private int TileIndexOf(int at) => FinalReconstruction.TileIndex(_original.Width, _level.Position(at));
}
