namespace Infill.Onnx.StableDiffusion;

/// <summary>What a run is told in words.</summary>
/// <param name="Positive">What the fill should show.</param>
/// <param name="Negative">What it should not show; null for nothing.</param>
internal sealed record PromptPair(string Positive, string? Negative)
{
    /// <summary>Layers of the text encoder that are left out at its end ("CLIP skip" counts one more), default 0.</summary>
    public int SkippedLayers { get; init; }

    /// <summary>True (default) reads the signs that weigh words; false takes every character as it is, as the reference does.</summary>
    public bool ReadsWeights { get; init; } = true;
}
