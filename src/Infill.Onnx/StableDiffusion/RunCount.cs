using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Schedules;

namespace Infill.Onnx.StableDiffusion;

/// <summary>How often a run asks its UNet, known before it starts.</summary>
/// <param name="Whole">Evaluations of the whole network, those of the negative text included.</param>
/// <param name="Shallow">Evaluations of its outer layers alone.</param>
internal readonly record struct RunCount(int Whole, int Shallow)
{
    /// <summary>Goes through a plan as the sampler does.</summary>
    /// <param name="plan">Its steps.</param>
    /// <param name="guidance">When the negative text is asked; null for models that run once a step.</param>
    /// <param name="cache">The speed mode, or null.</param>
    public static RunCount Of(SamplingPlan plan, GuidanceOptions? guidance, StepCache? cache)
    {
        DenoiseStep[] asked = [.. plan.Steps.Where(step => step.Betas.Count == 0).Select(step => new DenoiseStep(step.At, step.Index, plan.Count))];
        RunCount positive = Of(asked, cache);
        RunCount negative = guidance is null ? default : Of(asked.Where(at => Guidance.IsLed(guidance, at)), cache);
        return new RunCount(positive.Whole + negative.Whole, positive.Shallow + negative.Shallow);
    }

    // Each text has a denoiser of its own, with a memory of its own.
    private static RunCount Of(IEnumerable<DenoiseStep> asked, StepCache? cache)
    {
        (int whole, int shallow, int? last) = (0, 0, null);
        foreach (DenoiseStep at in asked)
        {
            bool reuses = last is int index && cache?.Reuses(index, at.Index) == true;
            (whole, shallow, last) = reuses ? (whole, shallow + 1, last) : (whole + 1, shallow, at.Index);
        }

        return new RunCount(whole, shallow);
    }
}
