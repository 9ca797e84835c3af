using System.Text.Json.Nodes;

namespace Infill.Onnx.Models;

/// <summary>What a family's models have in common and a single file does not say.</summary>
internal sealed record SdDefaults
{
    /// <summary>Whose they are.</summary>
    public required SdFamily Family { get; init; }

    /// <summary>The published model whose configurations these values mirror.</summary>
    public required string Source { get; init; }

    /// <summary>Attention heads of every level of the UNet; null for one per 64 channels.</summary>
    public int? Heads { get; init; }

    /// <summary>Side in latent pixels of the pictures that it was trained on.</summary>
    public required int SampleSize { get; init; }

    /// <summary>What latents are multiplied with.</summary>
    public required float ScalingFactor { get; init; }

    /// <summary>The scheduler's class.</summary>
    public required string Scheduler { get; init; }

    /// <summary>The token that fills texts up, per text encoder.</summary>
    public required IReadOnlyList<string> PadTokens { get; init; }

    /// <summary>Most layers that its OpenCLIP text encoder is run with; SD 2 was trained on the last but one of 24.</summary>
    public int MostTextLayers { get; init; } = int.MaxValue;

    /// <summary>True if an empty negative prompt stands for zeros.</summary>
    public bool ZerosForEmptyPrompt { get; init; }

    private static readonly SdDefaults Sd1 = new()
    {
        Family = SdFamily.Sd1,
        Source = "https://huggingface.co/stable-diffusion-v1-5/stable-diffusion-v1-5",
        Heads = 8,
        SampleSize = 64,
        ScalingFactor = 0.18215f,
        Scheduler = "PNDMScheduler",
        PadTokens = ["<|endoftext|>"],
    };

    private static readonly SdDefaults Sd2 = new()
    {
        Family = SdFamily.Sd2,
        Source = "https://huggingface.co/stabilityai/stable-diffusion-2-1",
        SampleSize = 64,
        ScalingFactor = 0.18215f,
        Scheduler = "DDIMScheduler",
        PadTokens = ["!"],
        MostTextLayers = 23,
    };

    private static readonly SdDefaults Sdxl = new()
    {
        Family = SdFamily.Sdxl,
        Source = "https://huggingface.co/stabilityai/stable-diffusion-xl-base-1.0",
        SampleSize = 128,
        ScalingFactor = 0.13025f,
        Scheduler = "EulerDiscreteScheduler",
        PadTokens = ["<|endoftext|>", "!"],
        ZerosForEmptyPrompt = true,
    };

    /// <summary>The family's values.</summary>
    public static SdDefaults Of(SdFamily family) => family switch
    {
        SdFamily.Sdxl => Sdxl,
        SdFamily.Sd2 => Sd2,
        _ => Sd1,
    };

    /// <summary>Text of the scheduler's configuration.</summary>
    /// <param name="prediction">"epsilon" or "v_prediction".</param>
    /// <param name="isZeroTerminal">True if the last step is pure noise.</param>
    public string SchedulerConfig(string prediction, bool isZeroTerminal) => new JsonObject
    {
        ["_class_name"] = Scheduler,
        ["beta_start"] = 0.00085,
        ["beta_end"] = 0.012,
        ["beta_schedule"] = "scaled_linear",
        ["num_train_timesteps"] = 1000,
        ["prediction_type"] = prediction,
        ["steps_offset"] = 1,
        ["timestep_spacing"] = isZeroTerminal ? "trailing" : "leading",
        ["rescale_betas_zero_snr"] = isZeroTerminal,
        ["clip_sample"] = false,
        ["set_alpha_to_one"] = false,
        ["skip_prk_steps"] = true,
    }.ToJsonString();
}
