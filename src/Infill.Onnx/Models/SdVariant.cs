namespace Infill.Onnx.Models;

/// <summary>What a model is, as far as the pipeline has to know.</summary>
public sealed record SdVariant
{
    /// <summary>Its generation.</summary>
    public required SdFamily Family { get; init; }

    /// <summary>Channels of the UNet's input: 4, or 9 if it was trained to inpaint.</summary>
    public required int InChannels { get; init; }

    /// <summary>Channels of a latent, 4.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Width of the text that the UNet attends to: 768 (1.x), 1024 (2.x), 2048 (XL).</summary>
    public required int ContextChannels { get; init; }

    /// <summary>Picture pixels per latent pixel, 8.</summary>
    public required int Factor { get; init; }

    /// <summary>Side in picture pixels of the squares that it was trained on: 512, 768 or 1024.</summary>
    public required int NativeSide { get; init; }

    /// <summary>True if the UNet takes mask and masked picture beside the latents.</summary>
    public bool IsInpainting => InChannels > LatentChannels;
}
