using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>The small autoencoder for previews and speed (diffusers: <c>AutoencoderTiny</c>), as one graph per direction.</summary>
/// <remarks>O. Boer Bohan, TAESD. Encoder: <c>sample</c> N×3×H×W in −1…1 → <c>latents</c>; decoder: <c>latent_sample</c> → <c>sample</c> in −1…1.</remarks>
internal static class TinyAutoencoderGraph
{
    /// <summary>Latents beyond this are clamped softly, as the reference does.</summary>
    private const float LatentReach = 3f;

    /// <summary>Writes the encoder.</summary>
    public static void WriteEncoder(TinyVaeConfig config, NetworkWeights weights)
    {
        GraphBuilder graph = weights.Graph;
        WeightScope layers = weights.Root["encoder.layers"];
        Value x = graph.Input("sample", ElementType.Float, "batch", $"{config.InChannels}", "height", "width");
        x = graph.Multiply(graph.Add(x, graph.Number(1f)), graph.Number(0.5f));
        int next = 0;
        int inputs = config.InChannels;
        for (int level = 0; level < config.EncoderChannels.Count; level++)
        {
            int channels = config.EncoderChannels[level];
            x = layers[$"{next++}"].Conv(x, inputs, channels, level == 0 ? ConvGeometry.Same : ConvGeometry.Half);
            x = AddBlocks(layers, x, channels, config.EncoderBlocks[level], ref next);
            inputs = channels;
        }

        x = layers[$"{next}"].Conv(x, inputs, config.LatentChannels, ConvGeometry.Same);
        graph.Output(x, "latents", ElementType.Float, "batch", $"{config.LatentChannels}", "latent_height", "latent_width");
    }

    /// <summary>Writes the decoder.</summary>
    public static void WriteDecoder(TinyVaeConfig config, NetworkWeights weights)
    {
        GraphBuilder graph = weights.Graph;
        WeightScope layers = weights.Root["decoder.layers"];
        Value x = graph.Input("latent_sample", ElementType.Float, "batch", $"{config.LatentChannels}", "latent_height", "latent_width");
        x = graph.Scale(graph.Node("Tanh", [graph.Scale(x, 1f / LatentReach)]), LatentReach);
        int channels = config.DecoderChannels[0];
        x = graph.Node("Relu", [layers["0"].Conv(x, config.LatentChannels, channels, ConvGeometry.Same)]);
        int next = 2; // The activation has a number of its own.
        for (int level = 0; level < config.DecoderChannels.Count; level++)
        {
            bool isLast = level == config.DecoderChannels.Count - 1;
            channels = config.DecoderChannels[level];
            x = AddBlocks(layers, x, channels, config.DecoderBlocks[level], ref next);
            if (!isLast)
            {
                x = graph.EnlargeTwice(x);
                next++;
            }

            x = layers[$"{next++}"].Conv(x, channels, isLast ? config.OutChannels : channels, ConvGeometry.Same);
        }

        x = graph.Subtract(graph.Scale(x, 2f), graph.Number(1f));
        graph.Output(x, "sample", ElementType.Float, "batch", $"{config.OutChannels}", "height", "width");
    }

    private static Value AddBlocks(WeightScope layers, Value x, int channels, int count, ref int next)
    {
        GraphBuilder graph = layers.Graph;
        for (int i = 0; i < count; i++)
        {
            WeightScope convs = layers[$"{next++}"]["conv"];
            Value h = graph.Node("Relu", [convs["0"].Conv(x, channels, channels, ConvGeometry.Same)]);
            h = graph.Node("Relu", [convs["2"].Conv(h, channels, channels, ConvGeometry.Same)]);
            h = convs["4"].Conv(h, channels, channels, ConvGeometry.Same);
            x = graph.Node("Relu", [graph.Add(h, x)]);
        }

        return x;
    }
}
