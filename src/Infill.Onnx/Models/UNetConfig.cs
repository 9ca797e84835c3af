namespace Infill.Onnx.Models;

/// <summary>Shape of a UNet (diffusers: <c>unet/config.json</c> of a <c>UNet2DConditionModel</c>); also of a control network's way down.</summary>
public sealed record UNetConfig
{
    /// <summary>Channels of the input: 4, or 9 for inpainting models (latents, mask, masked picture).</summary>
    public required int InChannels { get; init; }

    /// <summary>Channels of the prediction, 4.</summary>
    public required int OutChannels { get; init; }

    /// <summary>Channels of each level, finest first (<c>block_out_channels</c>).</summary>
    public required IReadOnlyList<int> BlockChannels { get; init; }

    /// <summary>Residual blocks of a level on the way down; one more on the way up.</summary>
    public required int LayersPerBlock { get; init; }

    /// <summary>Channels of the text (<c>cross_attention_dim</c>).</summary>
    public required int ContextChannels { get; init; }

    /// <summary>Attention heads of each level (diffusers calls this <c>attention_head_dim</c> for historical reasons).</summary>
    public required IReadOnlyList<int> Heads { get; init; }

    /// <summary>Transformer blocks of each attention of a level (<c>transformer_layers_per_block</c>).</summary>
    public required IReadOnlyList<int> TransformerDepth { get; init; }

    /// <summary>Which levels of the way down attend, finest first.</summary>
    public required IReadOnlyList<bool> DownAttention { get; init; }

    /// <summary>Which levels of the way up attend, coarsest first; empty for control networks.</summary>
    public required IReadOnlyList<bool> UpAttention { get; init; }

    /// <summary>Groups of the normalisations.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Of the residual blocks' normalisations.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary><c>freq_shift</c> of the time embedding.</summary>
    public float FrequencyShift { get; init; }

    /// <summary>Side of the pictures that the model was trained on, in latent pixels (<c>sample_size</c>).</summary>
    public int SampleSize { get; init; } = 64;

    /// <summary>Length of the guidance embedding of consistency models, or null.</summary>
    public int? TimeConditionChannels { get; init; }

    /// <summary>Number of classes (<c>num_class_embeds</c>), or null.</summary>
    public int? ClassCount { get; init; }

    /// <summary>True for SDXL: pooled text and sizes lead too (<c>addition_embed_type</c> "text_time").</summary>
    public bool HasTextTime { get; init; }

    /// <summary>Length of each size's embedding, with <see cref="HasTextTime"/>.</summary>
    public int TimeIdChannels { get; init; }

    /// <summary>Length of pooled text and sizes together (<c>projection_class_embeddings_input_dim</c>), with <see cref="HasTextTime"/>.</summary>
    public int AddedChannels { get; init; }
}
