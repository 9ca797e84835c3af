namespace Infill.Onnx.StableDiffusion;

/// <summary>The networks of a run: the autoencoder is there, those that denoise may still be loading.</summary>
/// <param name="Codec">The autoencoder.</param>
/// <param name="IsInpainting">True if the UNet takes mask and masked picture beside the latents.</param>
/// <param name="Loading">Gives the others.</param>
internal sealed record SdNetworks(ILatentCodec Codec, bool IsInpainting, Task<SdUNets> Loading)
{
    /// <summary>What denoises, once it is loaded.</summary>
    /// <exception cref="ModelException">Weights do not fit, or were changed.</exception>
    /// <exception cref="Infill.Engines.EngineException">The runtime refuses a network.</exception>
    public SdUNets UNets => Loading.GetAwaiter().GetResult();
}
