namespace Infill.Onnx.Models;

/// <summary>Shape of an autoencoder (diffusers: <c>vae/config.json</c> of an <c>AutoencoderKL</c>).</summary>
public sealed record VaeConfig
{
    /// <summary>Channels of the pictures that are encoded, 3.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Channels of the pictures that are decoded, 3.</summary>
    public int OutChannels { get; init; } = 3;

    /// <summary>Channels of a latent, 4.</summary>
    public int LatentChannels { get; init; } = 4;

    /// <summary>Channels of each level, finest first; each level but the last halves the sides.</summary>
    public required IReadOnlyList<int> BlockChannels { get; init; }

    /// <summary>Residual blocks of a level of the encoder; one more in the decoder.</summary>
    public required int LayersPerBlock { get; init; }

    /// <summary>Groups of the normalisations.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>True if the middle attends (<c>mid_block_add_attention</c>).</summary>
    public bool HasMiddleAttention { get; init; } = true;

    /// <summary>True for a 1×1 convolution after the encoder.</summary>
    public bool HasQuantConv { get; init; } = true;

    /// <summary>True for a 1×1 convolution before the decoder.</summary>
    public bool HasPostQuantConv { get; init; } = true;

    /// <summary>What latents are multiplied with for the UNet: 0.18215, SDXL 0.13025.</summary>
    public float ScalingFactor { get; init; } = 0.18215f;

    /// <summary>True if half precision overflows (<c>force_upcast</c>).</summary>
    public bool ForceUpcast { get; init; } = true;

    /// <summary>Picture pixels per latent pixel, 8.</summary>
    public int Factor => 1 << (BlockChannels.Count - 1);
}
