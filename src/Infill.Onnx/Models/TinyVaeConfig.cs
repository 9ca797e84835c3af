namespace Infill.Onnx.Models;

/// <summary>Shape of a small autoencoder (diffusers: <c>config.json</c> of an <c>AutoencoderTiny</c>).</summary>
public sealed record TinyVaeConfig
{
    /// <summary>Channels of the pictures that are encoded, 3.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Channels of the pictures that are decoded, 3.</summary>
    public int OutChannels { get; init; } = 3;

    /// <summary>Channels of a latent, 4.</summary>
    public int LatentChannels { get; init; } = 4;

    /// <summary>Channels of each level of the encoder, finest first.</summary>
    public required IReadOnlyList<int> EncoderChannels { get; init; }

    /// <summary>Residual blocks of each level of the encoder.</summary>
    public required IReadOnlyList<int> EncoderBlocks { get; init; }

    /// <summary>Channels of each level of the decoder, coarsest first.</summary>
    public required IReadOnlyList<int> DecoderChannels { get; init; }

    /// <summary>Residual blocks of each level of the decoder.</summary>
    public required IReadOnlyList<int> DecoderBlocks { get; init; }

    /// <summary>What latents are multiplied with for the UNet, 1.</summary>
    public float ScalingFactor { get; init; } = 1f;
}
