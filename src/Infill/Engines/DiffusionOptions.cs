namespace Infill.Engines;

/// <summary>How an engine that runs a diffusion model goes about it; refused for engines that do not (<see cref="EngineInfo.UsesDiffusion"/>).
/// What is null is the model's own default.</summary>
public sealed record DiffusionOptions
{
    /// <summary>Most steps that may be asked for: those that models are trained with.</summary>
    public const int MaxSteps = 1000;

    /// <summary>Most layers of a text encoder that may be left out.</summary>
    public const int MaxClipSkip = 11;

    /// <summary>Steps N of a full run, 1–1000; null = 20, or 4 for models distilled for few steps.</summary>
    public int? Steps { get; init; }

    /// <summary>Share of the run that is made, above 0 up to 1: the last ⌊N·strength⌋ steps. At 1, and only there, the hole starts from noise
    /// alone; below, from what it holds (<see cref="HoleContent"/>) with noise. Null = 1, for SDXL 0.9999.</summary>
    public double? Strength { get; init; }

    /// <summary>Name of a sampler from <see cref="Diffusion.Schedules.SamplerPreset.All"/>; null = the model's own.</summary>
    public string? Sampler { get; init; }

    /// <summary>How the texts lead.</summary>
    public GuidanceChoice Guidance { get; init; } = new();

    /// <summary>What the fill should not show; null = nothing.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>Layers of the text encoder that are left out at its end, 0–11, default 0.</summary>
    public int ClipSkip { get; init; }

    /// <summary>What the hole holds when the picture is encoded, default the original.</summary>
    public HoleContent HoleContent { get; init; }

    /// <summary>Strength of a second pass, above 0 up to 1, over the hole's bounds at a finer scale; null (default) = no second pass.
    /// It is left out where the first pass had the picture's own scale already.</summary>
    public double? RefineStrength { get; init; }
}
