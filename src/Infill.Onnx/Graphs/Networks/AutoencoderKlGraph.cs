using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>The autoencoder between pictures and latents (diffusers: <c>AutoencoderKL</c>), as one graph per direction.</summary>
/// <remarks>Encoder: <c>sample</c> N×3×H×W in −1…1 → <c>latent_parameters</c> N×2C×H/8×W/8 (mean, then log-variance).
/// Decoder: <c>latent_sample</c> N×C×h×w → <c>sample</c> N×3×8h×8w, not clamped.</remarks>
internal static class AutoencoderKlGraph
{
    /// <summary>The reference's own, whatever the configuration says.</summary>
    private const float Epsilon = 1e-6f;

    /// <summary>Writes the encoder.</summary>
    public static void WriteEncoder(VaeConfig config, NetworkWeights weights)
    {
        GraphBuilder graph = weights.Graph;
        WeightScope encoder = weights.Root["encoder"];
        ResnetLayer resnet = new(config.Groups, Epsilon, 0);
        int inputs = config.BlockChannels[0];
        Value x = graph.Input("sample", ElementType.Float, "batch", $"{config.InChannels}", "height", "width");
        x = encoder["conv_in"].Conv(x, config.InChannels, inputs, ConvGeometry.Same);
        for (int level = 0; level < config.BlockChannels.Count; level++)
        {
            WeightScope scope = encoder[$"down_blocks.{level}"];
            int outputs = config.BlockChannels[level];
            for (int layer = 0; layer < config.LayersPerBlock; layer++)
            {
                x = resnet.Add(scope[$"resnets.{layer}"], x, inputs, outputs, Value.None);
                inputs = outputs;
            }

            x = level < config.BlockChannels.Count - 1
                ? scope["downsamplers.0.conv"].Conv(x, outputs, outputs, ConvGeometry.HalfPaddedAfter)
                : x;
        }

        x = AddMiddle(encoder["mid_block"], x, config, resnet);
        x = graph.Silu(encoder["conv_norm_out"].GroupNorm(x, inputs, config.Groups, Epsilon));
        int moments = 2 * config.LatentChannels;
        x = encoder["conv_out"].Conv(x, inputs, moments, ConvGeometry.Same);
        x = config.HasQuantConv ? weights.Root["quant_conv"].Conv(x, moments, moments, ConvGeometry.Point) : x;
        graph.Output(x, "latent_parameters", ElementType.Float, "batch", $"{moments}", "latent_height", "latent_width");
    }

    /// <summary>Writes the decoder.</summary>
    public static void WriteDecoder(VaeConfig config, NetworkWeights weights)
    {
        GraphBuilder graph = weights.Graph;
        WeightScope decoder = weights.Root["decoder"];
        ResnetLayer resnet = new(config.Groups, Epsilon, 0);
        int latent = config.LatentChannels;
        int inputs = config.BlockChannels[^1];
        Value x = graph.Input("latent_sample", ElementType.Float, "batch", $"{latent}", "latent_height", "latent_width");
        x = config.HasPostQuantConv ? weights.Root["post_quant_conv"].Conv(x, latent, latent, ConvGeometry.Point) : x;
        x = decoder["conv_in"].Conv(x, latent, inputs, ConvGeometry.Same);
        x = AddMiddle(decoder["mid_block"], x, config, resnet);
        for (int i = 0; i < config.BlockChannels.Count; i++)
        {
            WeightScope scope = decoder[$"up_blocks.{i}"];
            int outputs = config.BlockChannels[^(i + 1)];
            for (int layer = 0; layer <= config.LayersPerBlock; layer++)
            {
                x = resnet.Add(scope[$"resnets.{layer}"], x, inputs, outputs, Value.None);
                inputs = outputs;
            }

            x = i < config.BlockChannels.Count - 1
                ? scope["upsamplers.0.conv"].Conv(graph.EnlargeTwice(x), outputs, outputs, ConvGeometry.Same)
                : x;
        }

        x = graph.Silu(decoder["conv_norm_out"].GroupNorm(x, inputs, config.Groups, Epsilon));
        x = decoder["conv_out"].Conv(x, inputs, config.OutChannels, ConvGeometry.Same);
        graph.Output(x, "sample", ElementType.Float, "batch", $"{config.OutChannels}", "height", "width");
    }

    private static Value AddMiddle(WeightScope scope, Value x, VaeConfig config, ResnetLayer resnet)
    {
        int channels = config.BlockChannels[^1];
        x = resnet.Add(scope["resnets.0"], x, channels, channels, Value.None);
        x = config.HasMiddleAttention ? AddAttention(scope["attentions.0"], x, channels, config.Groups) : x;
        return resnet.Add(scope["resnets.1"], x, channels, channels, Value.None);
    }

    // One head over all channels; keys are those of diffusers' newer naming (to_q …), to which older files are mapped.
    private static Value AddAttention(WeightScope scope, Value x, int channels, int groups)
    {
        GraphBuilder graph = scope.Graph;
        Value pixels = graph.Transpose(scope["group_norm"].GroupNorm(x, channels, groups, Epsilon), 0, 2, 3, 1);
        Value rows = graph.Reshape(pixels, -1, channels);
        Value shape = graph.Concat(0, graph.Shape(x, 0, 1), graph.Integers(-1, channels));
        Value query = graph.ReshapeTo(scope["to_q"].Linear(rows, channels, channels), shape);
        Value key = graph.ReshapeTo(scope["to_k"].Linear(rows, channels, channels), shape);
        Value value = graph.ReshapeTo(scope["to_v"].Linear(rows, channels, channels), shape);
        Value mixed = new AttentionLayer(channels, 1).Add(graph, query, key, value, Value.None);
        mixed = scope["to_out.0"].Linear(graph.Reshape(mixed, -1, channels), channels, channels);
        return graph.Add(graph.Transpose(graph.ReshapeTo(mixed, graph.Shape(pixels, 0, 4)), 0, 3, 1, 2), x);
    }
}
