namespace Infill.Diffusion.Schedules;

/// <summary>One evaluation of the denoiser and the move of the state that follows it.</summary>
/// <param name="At">Level at which the denoiser is asked.</param>
/// <param name="From">Level from which the state moves: that of <paramref name="At"/>, except where a sampler redoes a move with a better slope.</param>
/// <param name="To">Level after the move.</param>
public sealed record PlanStep(NoiseLevel At, NoiseLevel From, NoiseLevel To)
{
    /// <summary>A move from the level where the denoiser is asked.</summary>
    public PlanStep(NoiseLevel from, NoiseLevel to)
        : this(from, from, to)
    {
    }

    /// <summary>Place in the run, from 0; equal for the same level of a run that jumps back.</summary>
    public int Index { get; init; }

    /// <summary>Highest order that a multistep solver may take here.</summary>
    public int Order { get; init; } = 1;

    /// <summary>UniPC: the state is taken as it is, without the corrector.</summary>
    public bool IsUncorrected { get; init; }

    /// <summary>TCD: level of the deterministic part of the move, between <see cref="From"/> and no noise.</summary>
    public NoiseLevel Via { get; init; }

    /// <summary>RePaint: β of the training steps by which the state is noised, one after the other; then the denoiser is not asked.</summary>
    public IReadOnlyList<double> Betas { get; init; } = [];
}
