using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>One run of a model over a picture of work size.</summary>
internal sealed record InpaintJob
{
    /// <summary>3×H×W in 0…1; sides multiples of the codec's factor. What stands in the hole is where a run below full strength begins.</summary>
    public required FloatImage Picture { get; init; }

    /// <summary>1 = fill, of the picture's size.</summary>
    public required Mask Mask { get; init; }

    /// <summary>The mask on the grid of the latents: see <see cref="LatentMask"/>.</summary>
    public required FloatImage LatentMask { get; init; }

    /// <summary>Texts, sizes, controls.</summary>
    public required UNetLead Lead { get; init; }

    /// <summary>Sampler and the model's training noise.</summary>
    public required SchedulerConfig Scheduler { get; init; }

    /// <summary>Steps and strength.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>How the texts lead.</summary>
    public GuidanceOptions Guidance { get; init; } = new();

    /// <summary>How kept latents are held, for models that were not trained to inpaint.</summary>
    public LatentBlend Blend { get; init; }

    /// <summary>Source of all noise of the run.</summary>
    public required INoise Noise { get; init; }
}
