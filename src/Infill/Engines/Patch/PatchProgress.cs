namespace Infill.Engines.Patch;

/// <summary>Turns sampler steps into a share of the expected work.</summary>
internal sealed class PatchProgress
{
    private readonly IProgress<EngineProgress>? _progress;
    private readonly double _totalWork;
    private readonly int _steps;
    private double _work;
    private int _step;

    /// <param name="levels">Finest first.</param>
    /// <param name="settings">Steps per level.</param>
    /// <param name="progress">Where to report; may be null.</param>
    public PatchProgress(List<PatchLevel> levels, PatchSettings settings, IProgress<EngineProgress>? progress)
    {
        _progress = progress;
        CoarsestSources = levels[^1].Sources.Length;
        for (int index = 0; index < levels.Count; index++)
        {
            int steps = index == levels.Count - 1 ? settings.Steps.Coarsest
                : index == 0 ? settings.Steps.Finest : settings.Steps.Middle;
            _steps += steps;
            _totalWork += steps * (double)levels[index].Targets.Length;
        }
    }

    /// <summary>Patches that could be copied at the coarsest level: few of them make a poor fill.</summary>
    public int CoarsestSources { get; }

    /// <summary>Reports one more step on <paramref name="level"/>.</summary>
    public void StepDone(PatchLevel level)
    {
        _step++;
        _work += level.Targets.Length;
        _progress?.Report(new EngineProgress(_step, _steps, Math.Min(1.0, _work / _totalWork)));
    }
}
