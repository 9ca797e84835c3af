namespace Infill.Onnx.StableDiffusion;

/// <summary>How a model that was not trained to inpaint is held to the kept pixels.</summary>
public enum LatentBlend
{
    /// <summary>Every clean estimate is merged with the picture's latents: works with every sampler, soft masks included.</summary>
    Estimate,

    /// <summary>Every state is merged with the noised latents of the picture: the reference's form, for parity.</summary>
    State,
}
