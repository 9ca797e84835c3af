using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>Where a run is. Immutable: a run can be stopped, looked at and resumed at every step.</summary>
public sealed record SamplerState
{
    /// <summary>A run's beginning.</summary>
    /// <param name="x">First state, from <see cref="SamplingPlan.Start"/>. Not modified.</param>
    public SamplerState(FloatImage x) => X = x;

    /// <summary>Steps done, and index of the next one.</summary>
    public int Index { get; init; }

    /// <summary>The state, in the plan's scale.</summary>
    public FloatImage X { get; init; }

    /// <summary>The last clean estimate, for previews; null before the first.</summary>
    public FloatImage? Clean { get; init; }

    /// <summary>The noise that the last step drew; null if it drew none.</summary>
    public FloatImage? Drawn { get; init; }

    /// <summary>Earlier answers, newest first, as far back as a sampler reads.</summary>
    internal IReadOnlyList<Evaluation> Past { get; init; } = [];
}
