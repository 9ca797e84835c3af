namespace Infill.Onnx.StableDiffusion;

/// <summary>The networks of a run, loaded.</summary>
/// <param name="UNet">The denoising network.</param>
/// <param name="Codec">The autoencoder.</param>
/// <param name="IsInpainting">True if the UNet takes mask and masked picture beside the latents.</param>
internal sealed record SdNetworks(OnnxModel UNet, ILatentCodec Codec, bool IsInpainting)
{
    /// <summary>Control networks, in the order of their setups.</summary>
    public IReadOnlyList<OnnxModel> Controls { get; init; } = [];

    /// <summary>The UNet's outer layers, for runs with a step cache; null for exact runs.</summary>
    public ShallowUNet? Shallow { get; init; }
}
