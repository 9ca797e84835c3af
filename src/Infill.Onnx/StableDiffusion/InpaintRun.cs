using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Inpainting of one picture of work size: encode, noise, denoise, decode.</summary>
/// <remarks>Rombach et al. 2022. Draws noise in the reference's order: the picture's posterior where it is needed, the first state,
/// the masked picture's posterior, then what the sampler asks for; so the same source gives the reference's numbers.</remarks>
/// <param name="networks">The model's networks; not owned.</param>
/// <param name="job">What is asked for.</param>
internal sealed class InpaintRun(SdNetworks networks, InpaintJob job)
{
    /// <summary>Mid grey, 0 in −1…1: what the hole of the masked picture shows.</summary>
    private const float Grey = 0.5f;

    private readonly SamplingPlan _plan = SamplingPlan.Create(job.Scheduler, job.Sampling);

    /// <summary>Turns latents into colours for previews; null before the run has encoded its picture.</summary>
    public LatentColors? Colors { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="onStep">Told of every step; may be null.</param>
    /// <param name="cancellationToken">Ends the run within one operator.</param>
    /// <returns>The generated picture, 3×H×W in 0…1, kept parts included as the model sees them.</returns>
    public FloatImage Run(Action<SamplerState>? onStep, CancellationToken cancellationToken) =>
        networks.Codec.Decode(RunLatents(onStep, cancellationToken), cancellationToken);

    /// <summary>The same, up to the last latent.</summary>
    public FloatImage RunLatents(Action<SamplerState>? onStep, CancellationToken cancellationToken)
    {
        bool needsPicture = !networks.IsInpainting || !_plan.StartsFromNoise;
        FloatImage? clean = needsPicture ? networks.Codec.Encode(job.Picture, job.Noise, cancellationToken) : null;
        FloatImage noise = job.Noise.Draw(networks.Codec.Channels, job.LatentMask.Size, 0);
        FloatImage? beside = EncodeMasked(cancellationToken);
        Colors = clean is not null ? LatentColors.Fit(clean, job.Picture) : Colors;
        SamplerJob sampler = Constrain(Guided(job.Lead with { Beside = beside }), clean, noise);
        Func<SamplerState, FloatImage>? putBack = sampler.AfterStep;
        sampler = sampler with
        {
            AfterStep = state =>
            {
                FloatImage next = putBack?.Invoke(state) ?? state.X;
                onStep?.Invoke(state with { X = next });
                return next;
            },
        };
        return Sampler.Run(sampler, _plan.Start(clean, noise), cancellationToken);
    }

    private IDenoiser Guided(UNetLead lead)
    {
        UNetDenoiser positive = Denoiser(lead, lead.Positive);
        return lead.Negative is TextCondition text
            ? new Guidance(positive, Denoiser(lead, text), job.Scheduler.Prediction, job.Guidance)
            : positive;
    }

    private UNetDenoiser Denoiser(UNetLead lead, TextCondition text) =>
        new(networks.UNets.Whole, text, lead, job.Scheduler.Prediction) { Shallow = networks.UNets.Shallow };

    private SamplerJob Constrain(IDenoiser denoiser, FloatImage? clean, FloatImage noise)
    {
        if (networks.IsInpainting)
        {
            return new SamplerJob(_plan, denoiser, job.Noise);
        }

        // The reference blends hard masks; ours are soft, and say when a pixel becomes free.
        if (job.Blend == LatentBlend.State)
        {
            var known = new KnownState(_plan, new KnownLatents(clean!, job.LatentMask, MaskSchedule.Constant), noise);
            return new SamplerJob(_plan, denoiser, job.Noise) { AfterStep = known.AfterStep };
        }

        return new SamplerJob(_plan, new KnownEstimate(denoiser, new KnownLatents(clean!, job.LatentMask, MaskSchedule.Differential)), job.Noise);
    }

    private FloatImage? EncodeMasked(CancellationToken cancellationToken)
    {
        if (!networks.IsInpainting)
        {
            // The reference encodes the masked picture even where nothing takes it; what stays of that is the draw.
            job.Noise.Draw(networks.Codec.Channels, job.LatentMask.Size, 0);
            return null;
        }

        FloatImage masked = Masked();
        FloatImage latent = networks.Codec.Encode(masked, job.Noise, cancellationToken);
        Colors = LatentColors.Fit(latent, masked);
        var beside = new FloatImage(1 + latent.Channels, latent.Size);
        ReadOnlySpan<float> mask = job.LatentMask.Values;
        for (int i = 0; i < mask.Length; i++)
        {
            // These models were trained with hard masks.
            beside.Values[i] = mask[i] > 0f ? 1f : 0f;
        }

        latent.Values.CopyTo(beside.Values, mask.Length);
        return beside;
    }

    private FloatImage Masked()
    {
        FloatImage masked = job.Picture.Clone();
        for (int c = 0; c < masked.Channels; c++)
        {
            for (int y = 0; y < masked.Height; y++)
            {
                Span<float> row = masked.Row(c, y);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = job.Mask[x, y] > 0f ? Grey : row[x];
                }
            }
        }

        return masked;
    }
}
