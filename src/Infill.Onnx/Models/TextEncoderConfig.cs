namespace Infill.Onnx.Models;

/// <summary>Shape of a CLIP text encoder (transformers: <c>text_encoder/config.json</c>).</summary>
public sealed record TextEncoderConfig
{
    /// <summary>Number of tokens.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Channels of a token (<c>hidden_size</c>).</summary>
    public required int Channels { get; init; }

    /// <summary>Channels inside the feed-forward layers (<c>intermediate_size</c>).</summary>
    public required int InnerChannels { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Longest text in tokens, 77.</summary>
    public int Positions { get; init; } = 77;

    /// <summary>Activation of the feed-forward layers.</summary>
    public required TextActivation Activation { get; init; }

    /// <summary>Of the normalisations.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Number of the token that ends a text.</summary>
    public required int EndToken { get; init; }

    /// <summary>Channels of the pooled projection (<c>CLIPTextModelWithProjection</c>), or null.</summary>
    public int? ProjectionChannels { get; init; }
}
