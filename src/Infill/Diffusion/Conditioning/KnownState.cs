using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Conditioning;

/// <summary>Puts the known part back into the state after each step, with the noise of the next one: the reference's form for 4-channel models, and RePaint's.</summary>
/// <remarks>x ← m·x + (1 − m)·(α·clean + σ·n), (α, σ) the level at which the denoiser is asked next, and the clean latents after the last step.
/// n is the run's initial noise throughout: fresh noise at every step would break multistep samplers. RePaint's moves are made for fresh noise:
/// there n is what the step drew, the level is that of the state, and after a jump back nothing is put back (Lugmayr et al. 2022, algorithm 1).</remarks>
public sealed class KnownState
{
    private readonly SamplingPlan _plan;
    private readonly KnownLatents _known;
    private readonly FloatImage _noise;

    /// <summary>Prepares the blends of one run.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="known">What is known, and when.</param>
    /// <param name="noise">The unit noise that the run started with; RePaint does not read it.</param>
    public KnownState(SamplingPlan plan, KnownLatents known, FloatImage noise)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(noise);
        (_plan, _known, _noise) = (plan, known, noise);
    }

    /// <summary>The state to go on with: give this to <see cref="SamplerJob.AfterStep"/>.</summary>
    /// <param name="state">The state that a step reached.</param>
    public FloatImage AfterStep(SamplerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        PlanStep done = _plan.Steps[state.Index - 1];
        if (_plan.Config.Kind == SamplerKind.RePaint)
        {
            return done.Betas.Count > 0 ? state.X : Merge(state.X, done.To, state.Drawn!, done.Index + 1);
        }

        return state.Index == _plan.Steps.Count
            ? _known.Merge(state.X, _known.Clean, 1)
            : Merge(state.X, _plan.Steps[state.Index].At, _noise, _plan.Steps[state.Index].Index);
    }

    private FloatImage Merge(FloatImage x, NoiseLevel level, FloatImage noise, int index) => _known.Merge(
        x, LinearSum.Of((level.Alpha, _known.Clean), (level.Sigma, noise)), index / (double)_plan.Count);
}
