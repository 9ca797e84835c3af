using Infill.Diffusion;

namespace Infill.Engines.Patch;

/// <summary>The first guess of a run: the hole is filled ring by ring from its border, each ring from what is filled already.</summary>
/// <remarks>With a temperature every choice is a sample from the patch posterior instead of its mode (Gumbel-max).</remarks>
internal sealed unsafe class OnionPeel
{
    private const long MostComparisonsPerRing = 40_000_000;
    private const float RadialScale = 4f;
    private const int Chunk = 8;

    private readonly PatchLevel _level;
    private readonly PatchState _state;
    private readonly float _temperature;
    private readonly float _softness;
    private readonly float _guidePrice;
    private readonly uint _key;

    /// <param name="level">Coarsest level.</param>
    /// <param name="state">Receives guess, matches and energies.</param>
    /// <param name="run">Natural distance and seed of this start.</param>
    /// <param name="temperature">Scale of the Gumbel noise in units of d₀; 0 takes the best match.</param>
    /// <param name="guide">Price of leaving a guide line in units of d₀.</param>
    public OnionPeel(PatchLevel level, PatchState state, PatchRun run, float temperature, float guide)
    {
        (_level, _state, _key) = (level, state, run.Seed);
        _temperature = temperature * run.NaturalDistance;
        _guidePrice = guide * run.NaturalDistance;
        _softness = 2f * MathF.Max(run.NaturalDistance, 0.5f);
    }

    /// <summary>Fills every hole pixel and gives every target a match.</summary>
    public void Fill(ParallelOptions parallel)
    {
        bool[] filled = MarkKnown();
        List<int> open = [.. _level.HoleAt];
        foreach (int at in _level.TargetAt)
        {
            _state.Match[at] = _level.Sources[CounterRandom.Bits(_key, (uint)at) % (uint)_level.Sources.Length];
        }

        while (open.Count > 0)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            int[] ring = [.. open.Where(at => HasFilledNeighbour(filled, at))];
            if (ring.Length == 0)
            {
                // The whole box is hole: nothing to start from, so the first pixel starts with its random match.
                ring = [open[0]];
            }

            SearchRing(ring, parallel);
            FillRing(ring, filled);
            open.RemoveAll(at => filled[at]);
        }
    }

    private bool[] MarkKnown()
    {
        bool[] filled = new bool[_state.Match.Length];
        for (int at = 0; at < filled.Length; at++)
        {
            filled[at] = _level.States[_level.GridIndex(_level.Position(at))] == PixelState.Known;
            _state.RootWeight[at] = filled[at] ? 1f : 0f;
        }

        return filled;
    }

    private bool HasFilledNeighbour(bool[] filled, int at)
    {
        int stride = _level.Box.Width;
        return filled[at - 1] || filled[at + 1] || filled[at - stride] || filled[at + stride]
            || filled[at - stride - 1] || filled[at - stride + 1] || filled[at + stride - 1] || filled[at + stride + 1];
    }

    private void SearchRing(int[] ring, ParallelOptions parallel)
    {
        int step = 1 + (int)((long)ring.Length * _level.Sources.Length / MostComparisonsPerRing);
        Parallel.For(0, (ring.Length + Chunk - 1) / Chunk, parallel, chunk =>
        {
            float* buffer = stackalloc float[PatchKernel.TargetFloats];
            for (int k = chunk * Chunk; k < Math.Min(ring.Length, (chunk + 1) * Chunk); k++)
            {
                SearchOne(ring[k], step, buffer);
            }
        });
    }

    private void SearchOne(int at, int step, float* buffer)
    {
        int stride = _level.Box.Width;
        int row = at / stride, column = at % stride;
        int weightCorner = ((row - PatchGrid.Radius) * stride) + column - PatchGrid.Radius;
        float* guess = PatchGrid.Address(_state.Guess) + ((row - PatchGrid.Radius) * PatchGrid.Channels * stride) + column - PatchGrid.Radius;
        PatchKernel.Gather(guess, PatchGrid.Address(_state.RootWeight) + weightCorner, (stride, stride), buffer);
        float normaliser = 1f / MathF.Max(1f, PatchWeights.SumOver(_level, _state, at));
        float* features = PatchGrid.Address(_level.Features);
        int corner = (PatchGrid.Radius * PatchGrid.Channels * _level.Stride) + PatchGrid.Radius;
        int position = _level.Position(at);
        float best = float.PositiveInfinity;
        for (int k = (int)(CounterRandom.Bits(_key, (uint)at) % (uint)step); k < _level.Sources.Length; k += step)
        {
            int source = _level.Sources[k];
            float guide = _state.Guide is null ? 0f : _guidePrice * _state.Guide.Misfit(position, source);
            float luck = _temperature > 0 ? _temperature * CounterRandom.ToGumbel(CounterRandom.Bits(_key, (uint)at, (uint)source, 1)) : 0f;
            luck -= guide;
            float limit = (best + luck) / normaliser;
            float energy = (PatchKernel.Distance(buffer, features + _level.FeatureIndex(source) - corner, _level.Stride, limit) * normaliser) - luck;
            if (energy < best)
            {
                (best, _state.Match[at]) = (energy, source);
            }
        }

        _state.Energy[at] = best;
    }

    private void FillRing(int[] ring, bool[] filled)
    {
        HashSet<int> members = [.. ring];
        foreach (int at in ring)
        {
            Vote(at, members);
        }

        foreach (int at in ring)
        {
            filled[at] = true;
            _state.RootWeight[at] = 1f;
        }
    }

    // Only the ring's own patches vote, weighted by how well they fit and how near they are.
    private void Vote(int at, HashSet<int> members)
    {
        int stride = _level.Box.Width;
        Span<float> sums = stackalloc float[PatchGrid.Channels];
        sums.Clear();
        float total = 0;
        for (int dy = -PatchGrid.Radius; dy <= PatchGrid.Radius; dy++)
        {
            for (int dx = -PatchGrid.Radius; dx <= PatchGrid.Radius; dx++)
            {
                int voter = at + (dy * stride) + dx;
                if (members.Contains(voter))
                {
                    float gain = MathF.Exp(-(MathF.Max(0, _state.Energy[voter]) / _softness) - (((dx * dx) + (dy * dy)) / RadialScale)) + 1e-12f;
                    long from = _level.FeatureIndex(_state.Match[voter] - (dy << 16) - dx);
                    total += gain;
                    for (int c = 0; c < sums.Length; c++)
                    {
                        sums[c] += gain * _level.Features[from + ((long)c * _level.Stride)];
                    }
                }
            }
        }

        int to = ((at / stride) * PatchGrid.Channels * stride) + (at % stride);
        for (int c = 0; c < sums.Length; c++)
        {
            _state.Guess[to + (c * stride)] = sums[c] / total;
        }
    }
}
