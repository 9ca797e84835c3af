using Infill.Diffusion;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>One run of the patch engine over one tile: levels, coarsest start, refinement from level to level, pixels.</summary>
internal sealed class PatchFill
{
    private const int LeastSide = 2 * ((4 * PatchGrid.Radius) + 2);
    private const int LeastHolePx = 20;

    /// <summary>Share of σ per feature channel: chroma varies less than lightness, texture energy is not noisy.</summary>
    private static readonly float[] NoiseScale = [1f, 0.5f, 0.5f, 0f, 0f];

    private readonly Tile _tile;
    private readonly uint _seed;
    private readonly PatchSettings _settings;
    private readonly ParallelOptions _parallel;

    /// <param name="tile">What to fill.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="settings">Parameters.</param>
    /// <param name="parallel">Thread limit and cancellation.</param>
    public PatchFill(Tile tile, int seed, PatchSettings settings, ParallelOptions parallel) =>
        (_tile, _seed, _settings, _parallel) = (tile, (uint)seed, settings, parallel);

    /// <summary>Fills the tile.</summary>
    /// <exception cref="EngineException">No 7×7 patch of the tile is known.</exception>
    public EngineFill Run(IProgress<EngineProgress>? progress)
    {
        if (_tile.Mask.CountFilled() == 0)
        {
            return new EngineFill { Image = _tile.Image.Clone() };
        }

        List<PatchLevel> levels = BuildLevels();
        var tracker = new PatchProgress(levels, _settings, progress);
        PatchLevel level = levels[^1];
        var outlook = new PatchOutlook(tracker.CoarsestSources, [.. levels.Select(MeasureDistance)]);
        float membrane = _settings.Membrane * outlook.Uniqueness;
        PatchRun run = RunOf(outlook, levels.Count - 1, tracker);
        PatchState state = StartCoarsest(level, levels.Count - 1, run, membrane);
        for (int index = levels.Count - 2; index >= 0; index--)
        {
            PatchLevel finer = levels[index];
            PatchState finerState = StateOf(finer, index, membrane);
            run = RunOf(outlook, index, tracker);
            OffsetUpsampling.Apply((level, state), finer, finerState, run);
            int steps = index == 0 ? _settings.Steps.Finest : _settings.Steps.Middle;
            Refine(finer, finerState, run, steps);
            (level, state) = (finer, finerState);
            levels.RemoveAt(index + 1);
        }

        FloatImage image = FinalReconstruction.Render(_tile, (level, state), _settings.FinalWidth, _parallel);
        return PatchReport.Describe(_tile, image, (level, state), outlook);
    }

    private List<PatchLevel> BuildLevels()
    {
        FeaturePlanes planes = FeaturePlanes.FromTile(_tile, _settings.Texture, _parallel);
        List<PatchLevel> levels = [];
        while (true)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            var level = new PatchLevel(planes, _parallel);
            if (level.Sources.Length == 0 && levels.Count > 0)
            {
                // What is known is so narrow that no 7×7 of it survives the halving: the level above starts the run.
                return levels;
            }

            if (level.Sources.Length == 0)
            {
                throw new EngineException(
                    $"The engine 'patch' has nothing to copy from: no 7×7 area that is fully known and not excluded lies in the {_tile.Image.Size} context. "
                    + "Make the mask smaller, exclude less, widen the context (--context), or use --engine smooth.");
            }

            levels.Add(level);
            float deepest = level.HoleAt.Length == 0 ? 0 : level.HoleAt.Max(at => level.Distance[at]);
            if (deepest <= _settings.CoarseRadius || level.Sources.Length < 4 * _settings.MinSources
                || Math.Min(level.Width, level.Height) < LeastSide || level.HoleAt.Length < LeastHolePx)
            {
                return levels;
            }

            planes = PatchPyramid.Halve(planes, _parallel);
        }
    }

    private PatchState StateOf(PatchLevel level, int index, float membrane) =>
        new(level, GuideField.Build(_tile.Guides, level, 1 << index))
        {
            Membrane = MembraneField.Build(level, membrane, _parallel.CancellationToken),
        };

    private PatchState StartCoarsest(PatchLevel level, int index, PatchRun run, float membrane)
    {
        PatchState state = StateOf(level, index, membrane);
        new OnionPeel(level, state, run, _settings.StartTemperature, _settings.Guide).Fill(_parallel);
        Refine(level, state, run, _settings.Steps.Coarsest);
        return state;
    }

    private void Refine(PatchLevel level, PatchState state, PatchRun run, int steps)
    {
        var denoiser = new PatchDenoiser(level, state, _settings, run);
        FloatImage guess = state.ReadGuess(level);
        var constrained = new KnownRegion(denoiser, guess, KnownFlags(level));
        var noise = new ChannelNoise(new GaussianNoise((int)run.Seed, 0), NoiseScale);
        SamplingPlan plan = SamplingPlan.Stochastic(NoiseSchedule.Linear(denoiser.SigmaMax, steps));
        FloatImage start = plan.Steps[0].At.Sigma > 0 ? plan.Start(guess, noise.Draw(guess.Channels, guess.Size, 0)) : guess;
        FloatImage clean = Sampler.Run(new SamplerJob(plan, constrained, noise), start, _parallel.CancellationToken);
        state.WriteGuess(level, clean);
    }

    private PatchRun RunOf(PatchOutlook outlook, int index, PatchProgress tracker) =>
        new(outlook.Distances[index], CounterRandom.Bits(_seed, (uint)index, 0, 0), _parallel, tracker);

    private float MeasureDistance(PatchLevel level, int index) =>
        NaturalDistance.Estimate(level, CounterRandom.Bits(_seed, (uint)index), _parallel);

    private static bool[] KnownFlags(PatchLevel level)
    {
        PixelRect inner = level.Box.Inflate(-PatchGrid.Pad);
        bool[] known = new bool[inner.Area];
        for (int i = 0; i < known.Length; i++)
        {
            int position = PatchGrid.Pack(inner.X + (i % inner.Width), inner.Y + (i / inner.Width));
            known[i] = level.States[level.GridIndex(position)] != PixelState.Hole;
        }

        return known;
    }
}
