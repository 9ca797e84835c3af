namespace Infill.Onnx.Models;

/// <summary>How a model is opened.</summary>
public sealed record ModelOptions
{
    /// <summary>Which of several sets of weights is taken; the full-precision ones where they are there, by default.</summary>
    public WeightVariant Variant { get; init; }

    /// <summary>A diffusers folder whose configurations and tokenizers stand for those that a single file lacks; null for the family's own.</summary>
    public string? ConfigFolder { get; init; }

    /// <summary>A VAE that stands for the model's own: a folder with config.json, or a .safetensors file; the small one (TAESD) as well. Null for the model's own.</summary>
    public string? Vae { get; init; }
}
