using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads the shapes of networks off their tensors; what shapes do not show (heads, groups, scales) comes from the family.</summary>
internal static class ConfigSynthesis
{
    /// <summary>Heads of this width are the custom of all families but the first.</summary>
    private const int HeadChannels = 64;

    /// <summary>Original size, corner of the crop, target size: two numbers each.</summary>
    private const int TimeIds = 6;

    private const int MostLevels = 16;

    /// <summary>Shape of a UNet.</summary>
    /// <param name="source">Under diffusers' names.</param>
    /// <param name="defaults">The family's.</param>
    /// <param name="pooledChannels">Channels of the pooled text, for XL.</param>
    /// <exception cref="ModelException">A tensor that tells the shape is missing.</exception>
    public static UNetConfig UNet(TensorSource source, SdDefaults defaults, int pooledChannels)
    {
        int levels = Count(source, i => $"down_blocks.{i}.resnets.0.conv1.weight");
        int[] channels = [.. Enumerable.Range(0, levels).Select(i => Size(source, $"down_blocks.{i}.resnets.0.conv1.weight", 0))];
        bool isXl = defaults.Family == SdFamily.Sdxl;
        int added = isXl ? Size(source, "add_embedding.linear_1.weight", 1) : 0;
        return new UNetConfig
        {
            InChannels = Size(source, "conv_in.weight", 1),
            OutChannels = Size(source, "conv_out.weight", 0),
            BlockChannels = channels,
            LayersPerBlock = Count(source, i => $"down_blocks.0.resnets.{i}.conv1.weight"),
            ContextChannels = Size(source, "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", 1),
            Heads = [.. channels.Select(c => defaults.Heads ?? Math.Max(1, c / HeadChannels))],
            TransformerDepth = [.. Enumerable.Range(0, levels).Select(i => Depth(source, i == levels - 1 ? "mid_block" : $"down_blocks.{i}"))],
            DownAttention = [.. Enumerable.Range(0, levels).Select(i => Attends(source, $"down_blocks.{i}"))],
            UpAttention = [.. Enumerable.Range(0, levels).Select(i => Attends(source, $"up_blocks.{i}"))],
            SampleSize = defaults.SampleSize,
            TimeConditionChannels = source.Find("time_embedding.cond_proj.weight") is null ? null : Size(source, "time_embedding.cond_proj.weight", 1),
            HasTextTime = isXl,
            TimeIdChannels = isXl ? (added - pooledChannels) / TimeIds : 0,
            AddedChannels = added,
        };
    }

    /// <summary>Shape of an autoencoder.</summary>
    /// <param name="source">Under diffusers' names.</param>
    /// <param name="template">What the shapes do not show.</param>
    /// <exception cref="ModelException">A tensor that tells the shape is missing.</exception>
    public static VaeConfig Vae(TensorSource source, VaeConfig template) => template with
    {
        InChannels = Size(source, "encoder.conv_in.weight", 1),
        OutChannels = Size(source, "decoder.conv_out.weight", 0),
        LatentChannels = Size(source, "decoder.conv_in.weight", 1),
        BlockChannels = [.. Enumerable.Range(0, Count(source, i => $"encoder.down_blocks.{i}.resnets.0.conv1.weight")).Select(i => Size(source, $"encoder.down_blocks.{i}.resnets.0.conv1.weight", 0))],
        LayersPerBlock = Count(source, i => $"encoder.down_blocks.0.resnets.{i}.conv1.weight"),
        HasMiddleAttention = source.Find("decoder.mid_block.attentions.0.to_q.weight") is not null,
        HasQuantConv = source.Find("quant_conv.weight") is not null,
        HasPostQuantConv = source.Find("post_quant_conv.weight") is not null,
    };

    /// <summary>Shape of a text encoder.</summary>
    /// <param name="source">Under transformers' names, without prefix.</param>
    /// <param name="activation">CLIP's or OpenCLIP's.</param>
    /// <param name="hasProjection">True where the pooled text is used (XL's second encoder).</param>
    /// <exception cref="ModelException">A tensor that tells the shape is missing.</exception>
    public static TextEncoderConfig TextEncoder(TensorSource source, TextActivation activation, bool hasProjection)
    {
        int channels = Size(source, "embeddings.token_embedding.weight", 1);
        int vocabulary = Size(source, "embeddings.token_embedding.weight", 0);
        return new TextEncoderConfig
        {
            VocabularySize = vocabulary,
            Channels = channels,
            InnerChannels = Size(source, "encoder.layers.0.mlp.fc1.weight", 0),
            Layers = Count(source, i => $"encoder.layers.{i}.layer_norm1.weight"),
            Heads = Math.Max(1, channels / HeadChannels),
            Positions = Size(source, "embeddings.position_embedding.weight", 0),
            Activation = activation,
            EndToken = vocabulary - 1,
            ProjectionChannels = hasProjection ? Size(source, "text_projection.weight", 0) : null,
        };
    }

    private static bool Attends(TensorSource source, string block) => source.Find($"{block}.attentions.0.norm.weight") is not null;

    private static int Depth(TensorSource source, string block) =>
        Math.Max(1, Count(source, i => $"{block}.attentions.0.transformer_blocks.{i}.norm1.weight"));

    private static int Count(TensorSource source, Func<int, string> name) => Enumerable.Range(0, MostLevels * 8).TakeWhile(i => source.Find(name(i)) is not null).Count();

    private static int Size(TensorSource source, string name, int dimension)
    {
        WeightTensor tensor = source[name];
        return dimension < tensor.Shape.Count && tensor.Shape[dimension] is >= 1 and <= (1 << 20) and long size ? (int)size
            : throw new ModelException($"{source.Title}: {Shown.Quote(name)} is {tensor.Form}, which no known network has.");
    }
}
