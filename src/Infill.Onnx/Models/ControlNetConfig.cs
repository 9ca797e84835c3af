namespace Infill.Onnx.Models;

/// <summary>Shape of a control network (diffusers: <c>config.json</c> of a <c>ControlNetModel</c>).</summary>
public sealed record ControlNetConfig
{
    /// <summary>The way down, which has the shape of the UNet that it leads.</summary>
    public required UNetConfig Down { get; init; }

    /// <summary>Channels of the control picture, 3.</summary>
    public int ConditioningChannels { get; init; } = 3;

    /// <summary>Channels of the layers that bring the control picture to latent size; each but the first halves the sides.</summary>
    public required IReadOnlyList<int> EmbeddingChannels { get; init; }
}
