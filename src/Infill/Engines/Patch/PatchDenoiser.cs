using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>The closed-form patch denoiser of one level: every 7×7 patch's posterior over the patches of the same picture, composed by voting.</summary>
/// <remarks>The posterior of a patch x_q under the empirical distribution of the sources s is p(s) ∝ exp(−E(q, s) / 2h),
/// E = weighted distance + occupancy + coherence (the log prior). The sum over s is replaced by its mode s*(q), because the mean
/// over all sources blurs; the mean runs over the 49 patches that overlap a pixel. So this is a mode-seeking, stochastic
/// approximation of the posterior mean and not an exact score. The offset field is carried from call to call.</remarks>
internal sealed class PatchDenoiser : IDenoiser
{
    private const double TemperatureQuantile = 0.75;
    private const float TemperatureShare = 0.35f;
    private const float LeastTemperature = 0.05f;
    private const float FirstWidth = 2.5f;
    private const float LastWidth = 1.2f;

    private readonly PatchLevel _level;
    private readonly PatchState _state;
    private readonly PatchSettings _settings;
    private readonly PatchRun _run;
    private int _calls;

    /// <param name="level">Level to work on.</param>
    /// <param name="state">Its guess and offset field.</param>
    /// <param name="settings">Prices and sweeps.</param>
    /// <param name="run">Natural distance, seed, threads and whom to tell of each step.</param>
    public PatchDenoiser(PatchLevel level, PatchState state, PatchSettings settings, PatchRun run) =>
        (_level, _state, _settings, _run) = (level, state, settings, run);

    /// <summary>σ of the first step: the patches beside the hole are this far apart.</summary>
    public float SigmaMax => _settings.Noise * MathF.Sqrt(_run.NaturalDistance);

    /// <inheritdoc/>
    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        float progress = SigmaMax > 0 ? 1f - ((float)at.Level.Sigma / SigmaMax) : 1f;
        bool isFirst = _calls == 0;
        _state.WriteGuess(_level, x);
        PatchWeights.Set(_level, _state, _settings.FirstUnknownWeight + ((1f - _settings.FirstUnknownWeight) * progress));
        _state.Membrane?.Pull(_level, _state);
        PatchUsage.Update(_level, _state, isFirst, _run.Parallel);
        var terms = new SearchTerms(
            _settings.Occupancy * _run.NaturalDistance,
            _settings.Coherence * _run.NaturalDistance / 4f,
            _settings.Guide * _run.NaturalDistance,
            CounterRandom.Bits(_run.Seed, (uint)_calls));
        if ((double)_level.Targets.Length * _level.Sources.Length < _settings.ExactSearchLimit)
        {
            PatchSearch.Exhaustive(_level, _state, terms, _run.Parallel);
        }
        else
        {
            PatchSearch.Sweep(_level, _state, terms, isFirst ? _settings.Sweeps.First : _settings.Sweeps.Later, _run.Parallel);
        }

        _calls++;
        float temperature = MathF.Max(LeastTemperature, TemperatureShare * EnergyQuantile(_level, _state, TemperatureQuantile));
        PatchVote.Apply(
            _level, _state, temperature * (1f - (0.8f * progress)), FirstWidth + ((LastWidth - FirstWidth) * progress), _run.Parallel);
        _run.Progress.StepDone(_level);
        return _state.ReadGuess(_level);
    }

    /// <summary>A quantile of the matches' energies, from at most 4000 evenly spaced targets.</summary>
    public static float EnergyQuantile(PatchLevel level, PatchState state, double quantile)
    {
        int count = Math.Min(4000, level.TargetAt.Length);
        float[] energies = new float[count];
        for (int k = 0; k < count; k++)
        {
            energies[k] = state.Energy[level.TargetAt[(int)((long)k * level.TargetAt.Length / count)]];
        }

        Array.Sort(energies);
        return energies[(int)((count - 1) * quantile)];
    }
}
