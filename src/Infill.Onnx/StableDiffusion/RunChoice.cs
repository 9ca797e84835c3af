using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Schedules;
using Infill.Engines;
using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>What a run does once the model's defaults stand where the user asked for nothing.</summary>
internal sealed record RunChoice
{
    private const int UsualSteps = 20;
    private const int DistilledSteps = 4;
    private const double UsualGuidance = 7.5;

    /// <summary>What latent consistency models were distilled with and are told as a number (Luo et al. 2023).</summary>
    private const double DistilledGuidance = 8.5;

    /// <summary>The reference's default: at exactly 1 this family starts from noise alone, and its pictures are worse for it.</summary>
    private const double SdxlStrength = 0.9999;

    /// <summary>Of 30 steps with jumps of 10 each stretch is walked 3 times: 70 evaluations.</summary>
    private const int JumpLength = 10;
    private const int JumpResamples = 3;

    /// <summary>Sampler and the model's training noise.</summary>
    public required SchedulerConfig Scheduler { get; init; }

    /// <summary>Steps and strength.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>How the texts lead.</summary>
    public required GuidanceOptions Guidance { get; init; }

    /// <summary>The texts.</summary>
    public required PromptPair Prompts { get; init; }

    /// <summary>Models distilled with guidance are told its scale instead of being run twice; null for others.</summary>
    public float[]? TimeCondition { get; init; }

    /// <summary>True if the negative prompt is run as well.</summary>
    public bool IsLed => TimeCondition is null && Guidance.Scale > 1;

    /// <summary>How kept latents are held.</summary>
    public LatentBlend Blend => Scheduler.Kind == SamplerKind.RePaint ? LatentBlend.State : LatentBlend.Estimate;

    /// <summary>Fills in a model's defaults.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="EngineException">The model cannot do what was asked for.</exception>
    public static RunChoice Of(SdModel model, FillOptions options)
    {
        DiffusionOptions asked = options.Diffusion ?? new DiffusionOptions();
        SchedulerConfig scheduler = ReadScheduler(model, asked.Sampler);
        int? embedded = model.UNet.Config.TimeConditionChannels;
        bool isDistilled = embedded is not null || scheduler.Kind is SamplerKind.Lcm or SamplerKind.Tcd;
        int steps = asked.Steps ?? (isDistilled ? DistilledSteps : UsualSteps);
        double scale = asked.Guidance.Scale ?? (embedded is not null ? DistilledGuidance : isDistilled ? 1 : UsualGuidance);
        RequireLayers(model, asked.ClipSkip);
        return new RunChoice
        {
            Scheduler = scheduler,
            Sampling = new SamplingOptions
            {
                Steps = steps,
                Strength = asked.Strength ?? (model.Variant.Family == SdFamily.Sdxl ? SdxlStrength : 1),
                Jumps = new RePaintJumps(Math.Clamp(steps / JumpResamples, 1, JumpLength), JumpResamples),
            },
            Guidance = new GuidanceOptions { Scale = scale, Rescale = asked.Guidance.Rescale, Begin = asked.Guidance.Begin, End = asked.Guidance.End },
            Prompts = new PromptPair(options.Prompt ?? "", asked.NegativePrompt) { SkippedLayers = asked.ClipSkip },
            TimeCondition = embedded is int width ? GuidanceEmbedding.Of(Math.Max(1, scale), width) : null,
        };
    }

    /// <summary>The steps, so that progress knows how many there are.</summary>
    /// <exception cref="EngineException">Steps, strength and sampler do not go together.</exception>
    public SamplingPlan Plan() => Explained(() => SamplingPlan.Create(Scheduler, Sampling));

    private static SchedulerConfig ReadScheduler(SdModel model, string? sampler) => Explained(() =>
    {
        SchedulerConfig config = sampler is null
            ? SchedulerConfigReader.Parse(model.SchedulerConfig)
            : SamplerPreset.Find(sampler).For(model.SchedulerConfig);
        return model.Variant.Family == SdFamily.Sdxl ? config : config.ForStableDiffusion();
    });

    private static void RequireLayers(SdModel model, int skipped)
    {
        // SDXL leaves one layer out anyway.
        int most = model.TextEncoder2 is null
            ? model.TextEncoder.Config.Layers - 1
            : Math.Min(model.TextEncoder.Config.Layers, model.TextEncoder2.Config.Layers) - 2;
        if (skipped > most)
        {
            throw new EngineException($"Leaving out {skipped} layers of the text encoder is more than {model.Path} has to spare: at most {Math.Max(0, most)} of them; lower the clip skip.");
        }
    }

    private static T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception reason) when (reason is ArgumentException or NotSupportedException or InvalidDataException)
        {
            throw new EngineException($"The model's sampler cannot run so: {reason.Message.Split(" (Parameter")[0]}", reason);
        }
    }
}
