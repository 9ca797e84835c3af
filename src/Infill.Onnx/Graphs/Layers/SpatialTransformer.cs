namespace Infill.Onnx.Graphs.Layers;

/// <summary>Transformer blocks over the pixels of N×C×H×W, led by a text (diffusers: <c>Transformer2DModel</c> of <c>BasicTransformerBlock</c>s).</summary>
/// <param name="Channels">Channels of the picture.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="Depth">Number of blocks.</param>
/// <param name="ContextChannels">Channels of the text.</param>
/// <param name="Groups">Groups of the first normalisation.</param>
internal readonly record struct SpatialTransformer(int Channels, int Heads, int Depth, int ContextChannels, int Groups)
{
    /// <summary>Of the group normalisation; the reference's own, whatever the network's configuration says.</summary>
    private const float GroupEpsilon = 1e-6f;

    private const float LayerEpsilon = 1e-5f;

    /// <summary>The feed-forward layer is this many times as wide.</summary>
    private const int Expansion = 4;

    /// <summary>Adds the blocks and their residual.</summary>
    /// <param name="scope">Their weights.</param>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="context">Text as rows, (N·S)×<see cref="ContextChannels"/>.</param>
    /// <param name="batch">N, as a vector of one whole number.</param>
    public Value Add(WeightScope scope, Value x, Value context, Value batch)
    {
        GraphBuilder graph = scope.Graph;
        Value pixels = graph.Transpose(scope["norm"].GroupNorm(x, Channels, Groups, GroupEpsilon), 0, 2, 3, 1);

        // A 1×1 convolution here is a linear map of the rows: the same product without another layout.
        Value rows = scope["proj_in"].Linear(graph.Reshape(pixels, -1, Channels), Channels, Channels);
        var stream = new ResidualStream(rows, Value.None);
        for (int i = 0; i < Depth; i++)
        {
            stream = AddBlock(scope[$"transformer_blocks.{i}"], stream, context, batch);
        }

        rows = scope["proj_out"].Linear(stream.Sum(graph), Channels, Channels);
        Value picture = graph.Transpose(graph.ReshapeTo(rows, graph.Shape(pixels, 0, 4)), 0, 3, 1, 2);
        return graph.Add(picture, x);
    }

    private ResidualStream AddBlock(WeightScope scope, ResidualStream stream, Value context, Value batch)
    {
        (Value normal, Value sum) = stream.Normalise(scope["norm1"], Channels, LayerEpsilon);
        stream = new ResidualStream(sum, Attend(scope["attn1"], normal, normal, Channels, batch));
        (normal, sum) = stream.Normalise(scope["norm2"], Channels, LayerEpsilon);
        stream = new ResidualStream(sum, Attend(scope["attn2"], normal, context, ContextChannels, batch));
        (normal, sum) = stream.Normalise(scope["norm3"], Channels, LayerEpsilon);
        return new ResidualStream(sum, FeedForward(scope["ff.net"], normal));
    }

    private Value Attend(WeightScope scope, Value rows, Value others, int otherChannels, Value batch)
    {
        GraphBuilder graph = scope.Graph;
        Value shape = graph.Concat(0, batch, graph.Integers(-1, Channels));
        Value query = graph.ReshapeTo(scope["to_q"].Linear(rows, Channels, Channels), shape);
        Value key = graph.ReshapeTo(scope["to_k"].Linear(others, otherChannels, Channels), shape);
        Value value = graph.ReshapeTo(scope["to_v"].Linear(others, otherChannels, Channels), shape);
        Value mixed = new AttentionLayer(Channels, Heads).Add(graph, query, key, value, Value.None);
        return scope["to_out.0"].Linear(graph.Reshape(mixed, -1, Channels), Channels, Channels);
    }

    // GEGLU (Shazeer 2020): the weight's upper half makes the values, its lower half the gates.
    private Value FeedForward(WeightScope scope, Value rows)
    {
        GraphBuilder graph = scope.Graph;
        int width = Channels * Expansion;
        Value values = scope["0.proj"].LinearHalf(rows, Channels, width, 0);
        Value gates = graph.Gelu(scope["0.proj"].LinearHalf(rows, Channels, width, 1));
        return scope["2"].Linear(graph.Multiply(values, gates), width, Channels);
    }
}
