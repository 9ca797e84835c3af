using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>The one loop that turns a denoiser into a generator, for every sampler and every denoiser in the system.</summary>
public static class Sampler
{
    /// <summary>Runs a plan from its first to its last step.</summary>
    /// <param name="job">Plan, denoiser, noise.</param>
    /// <param name="start">First state, from <see cref="SamplingPlan.Start"/>. Not modified.</param>
    /// <param name="cancellationToken">Passed to the denoiser and checked before each step.</param>
    /// <returns>The last state, in the plan's scale; it is the result, whatever its scale (the reference decodes it as it is).</returns>
    public static FloatImage Run(SamplerJob job, FloatImage start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(start);
        var state = new SamplerState(start);
        while (state.Index < job.Plan.Steps.Count)
        {
            state = Step(job, state, cancellationToken);
        }

        return state.X;
    }

    /// <summary>Makes one step: asks the denoiser, moves the state, calls <see cref="SamplerJob.AfterStep"/>.</summary>
    /// <param name="job">Plan, denoiser, noise.</param>
    /// <param name="state">Where the run is; before the plan's end. Not modified.</param>
    /// <param name="cancellationToken">Passed to the denoiser.</param>
    public static SamplerState Step(SamplerJob job, SamplerState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(state);
        cancellationToken.ThrowIfCancellationRequested();
        PlanStep step = job.Plan.Steps[state.Index];
        var draw = new StepDraw(job.Noise, state);
        SamplerState next = step.Betas.Count > 0
            ? state with { X = RePaintRule.Undo(step, state.X, draw) }
            : Move(job, state, draw, cancellationToken);
        next = next with { Index = state.Index + 1, Drawn = draw.Last };
        return job.AfterStep is { } afterStep ? next with { X = afterStep(next) } : next;
    }

    private static SamplerState Move(SamplerJob job, SamplerState state, StepDraw draw, CancellationToken cancellationToken)
    {
        SamplingPlan plan = job.Plan;
        PlanStep step = plan.Steps[state.Index];
        FloatImage estimate = job.Denoiser.Denoise(state.X, new DenoiseStep(step.At, step.Index, plan.Count), cancellationToken);
        var now = new Evaluation(step, state.X, estimate, Clip.Apply(estimate, plan.Config.Clip));
        if (plan.Config.Kind == SamplerKind.UniPc)
        {
            now = UniPcRule.Correct(plan, state.Past, now);
        }

        Evaluation[] known = [now, .. state.Past];
        return state with { X = Rule(plan, known, draw), Clean = now.Clean, Past = known[..Math.Min(Remembered(plan.Config.Kind), known.Length)] };
    }

    // Answers that the next step may read: states of the patch engine are large, so none is kept longer than needed.
    // PLMS combines four slopes and leaves out the second of the run.
    private static int Remembered(SamplerKind kind) => kind switch
    {
        SamplerKind.Pndm => 4,
        SamplerKind.Lms or SamplerKind.DpmMultistep or SamplerKind.DpmSinglestep or SamplerKind.UniPc => 3,
        SamplerKind.Heun => 1,
        _ => 0,
    };

    // The newest answer stands first.
    private static FloatImage Rule(SamplingPlan plan, Evaluation[] known, StepDraw draw) => plan.Config.Kind switch
    {
        SamplerKind.Ddim => SingleStepRule.Ddim(known[0], plan.Eta, draw),
        SamplerKind.Ddpm => SingleStepRule.Ddpm(known[0], plan.Config.Variance, draw),
        SamplerKind.Euler => SingleStepRule.Ddim(known[0], 0, draw),
        SamplerKind.EulerAncestral => SingleStepRule.Ddim(known[0], 1, draw),
        SamplerKind.Stochastic => SingleStepRule.Renoise(known[0], draw),
        SamplerKind.RePaint => RePaintRule.Down(known[0], plan.Eta, draw),
        SamplerKind.Lcm => DistilledRule.Lcm(known[0], plan, draw),
        SamplerKind.Tcd => DistilledRule.Tcd(known[0], plan, draw),
        SamplerKind.Heun => HeunRule.Move(known),
        SamplerKind.Lms => LmsRule.Move(known),
        SamplerKind.Pndm => PlmsRule.Move(plan, known),
        SamplerKind.DpmMultistep => DpmRule.Multistep(plan.Config.Solver, known, draw),
        SamplerKind.DpmSinglestep => DpmRule.Singlestep(plan.Config.Solver, known, draw),
        SamplerKind.UniPc => UniPcRule.Predict(plan, known),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), $"No rule for {plan.Config.Kind}."),
    };
}
