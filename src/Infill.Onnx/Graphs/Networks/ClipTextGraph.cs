using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>A CLIP text encoder (transformers: <c>CLIPTextModel</c>, <c>CLIPTextModelWithProjection</c>) as a graph.</summary>
/// <remarks>Radford et al. 2021. Inputs: <c>input_ids</c> N×S (S at most the table of positions), <c>end_position</c> N: where each text ends.
/// Outputs, N×S×C: <c>hidden_i</c> before layer i (after the last one for i = their number), <c>normal_i</c>, the same after the final normalisation,
/// and <c>last_hidden_state</c>, the last of these; <c>pooled</c> N×C; <c>text_embeds</c> N×P if there is a projection.</remarks>
internal static class ClipTextGraph
{
    /// <summary>CLIP's quick GELU is x·σ(1.702x).</summary>
    private const float QuickGeluSlope = 1.702f;

    /// <summary>Stands for −∞ in the causal mask; a true −∞ gives NaN in some kernels.</summary>
    private const float Never = -3.4e38f;

    /// <summary>Writes the graph.</summary>
    public static void Write(TextEncoderConfig config, NetworkWeights weights)
    {
        GraphBuilder graph = weights.Graph;
        WeightScope root = weights.Root;
        int channels = config.Channels;
        Value ids = graph.Input("input_ids", ElementType.Int64, "batch", "tokens");
        Value end = graph.Input("end_position", ElementType.Int64, "batch");
        Value length = graph.Shape(ids, 1, 2);
        Value mask = CausalMask(graph, config.Positions, length);
        Value x = graph.Rows(root["embeddings.token_embedding"].Load("weight", config.VocabularySize, channels), ids);
        Value positions = root["embeddings.position_embedding"].Load("weight", config.Positions, channels);
        x = graph.Add(x, graph.Node("Slice", [positions, graph.Integers(0), length, graph.Integers(0)]));
        for (int i = 0; i < config.Layers; i++)
        {
            AddHidden(root, config, x, i);
            x = AddLayer(root[$"encoder.layers.{i}"], config, x, mask);
        }

        x = AddHidden(root, config, x, config.Layers);
        graph.Output(x, "last_hidden_state", ElementType.Float, "batch", "tokens", $"{channels}");
        Value place = graph.Node("Unsqueeze", [end, graph.Integers(1)]);
        Value pooled = graph.Node("GatherND", [x, place], Attribute.Int("batch_dims", 1));
        graph.Output(pooled, "pooled", ElementType.Float, "batch", $"{channels}");
        if (config.ProjectionChannels is int projection)
        {
            Value embeds = root["text_projection"].Linear(pooled, channels, projection);
            graph.Output(embeds, "text_embeds", ElementType.Float, "batch", $"{projection}");
        }
    }

    // The normalised form of a layer that is not the last is what "CLIP skip" takes.
    private static Value AddHidden(WeightScope root, TextEncoderConfig config, Value x, int layer)
    {
        Value normal = root["final_layer_norm"].LayerNorm(x, config.Channels, config.NormEpsilon);
        root.Graph.Output(x, $"hidden_{layer}", ElementType.Float, "batch", "tokens", $"{config.Channels}");
        root.Graph.Output(normal, $"normal_{layer}", ElementType.Float, "batch", "tokens", $"{config.Channels}");
        return normal;
    }

    private static Value AddLayer(WeightScope scope, TextEncoderConfig config, Value x, Value mask)
    {
        GraphBuilder graph = scope.Graph;
        int channels = config.Channels;
        Value normal = scope["layer_norm1"].LayerNorm(x, channels, config.NormEpsilon);
        x = graph.Add(x, Attend(scope["self_attn"], config, normal, mask));
        normal = scope["layer_norm2"].LayerNorm(x, channels, config.NormEpsilon);
        Value h = scope["mlp.fc1"].Linear(graph.Reshape(normal, -1, channels), channels, config.InnerChannels);
        h = config.Activation == TextActivation.QuickGelu ? graph.QuickGelu(h, QuickGeluSlope) : graph.Gelu(h);
        h = scope["mlp.fc2"].Linear(h, config.InnerChannels, channels);
        return graph.Add(x, graph.ReshapeTo(h, graph.Shape(x, 0, 3)));
    }

    private static Value Attend(WeightScope scope, TextEncoderConfig config, Value x, Value mask)
    {
        GraphBuilder graph = scope.Graph;
        int channels = config.Channels;
        Value shape = graph.Shape(x, 0, 3);
        Value rows = graph.Reshape(x, -1, channels);
        Value query = graph.ReshapeTo(scope["q_proj"].Linear(rows, channels, channels), shape);
        Value key = graph.ReshapeTo(scope["k_proj"].Linear(rows, channels, channels), shape);
        Value value = graph.ReshapeTo(scope["v_proj"].Linear(rows, channels, channels), shape);
        Value mixed = new AttentionLayer(channels, config.Heads).Add(graph, query, key, value, mask);
        return graph.ReshapeTo(scope["out_proj"].Linear(graph.Reshape(mixed, -1, channels), channels, channels), shape);
    }

    // A token sees itself and those before it.
    private static Value CausalMask(GraphBuilder graph, int positions, Value length)
    {
        float[] mask = new float[positions * positions];
        for (int row = 0; row < positions; row++)
        {
            mask.AsSpan((row * positions) + row + 1, positions - row - 1).Fill(Never);
        }

        Value whole = graph.Initializer("causal_mask", ElementType.Float, [positions, positions], System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(mask));
        Value ends = graph.Concat(0, length, length);
        return graph.Node("Slice", [whole, graph.Integers(0, 0), ends, graph.Integers(0, 1)]);
    }
}
