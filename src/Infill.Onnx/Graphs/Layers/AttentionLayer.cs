namespace Infill.Onnx.Graphs.Layers;

/// <summary>Scaled dot-product attention of several heads.</summary>
/// <param name="Channels">Channels of the queries and of the result.</param>
/// <param name="Heads">Divides <paramref name="Channels"/>.</param>
/// <remarks>Vaswani et al. 2017, eq. 1.</remarks>
internal readonly record struct AttentionLayer(int Channels, int Heads)
{
    private int HeadChannels => Channels / Heads;

    /// <summary>softmax(q·kᵀ/√d + mask)·v.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">B×L×C.</param>
    /// <param name="key">B×S×C.</param>
    /// <param name="value">B×S×C.</param>
    /// <param name="mask">Added to the scores, broadcast to B×H×L×S; <see cref="Value.None"/> for none. Plain operators serve it.</param>
    /// <returns>B×L×C.</returns>
    public Value Add(GraphBuilder graph, Value query, Value key, Value value, Value mask) =>
        graph.Dialect == OperatorDialect.Fused && mask == Value.None
            ? graph.FusedNode("MultiHeadAttention", [query, key, value], Attribute.Int("num_heads", Heads))
            : AddPlain(graph, query, key, value, mask);

    private Value AddPlain(GraphBuilder graph, Value query, Value key, Value value, Value mask)
    {
        // The reference scales by 1/√d; half of it on each side keeps the products small.
        float half = MathF.Pow(HeadChannels, -0.25f);
        Value q = graph.Scale(Split(graph, query, 0, 2, 1, 3), half);
        Value k = graph.Scale(Split(graph, key, 0, 2, 3, 1), half);
        Value v = Split(graph, value, 0, 2, 1, 3);
        Value scores = graph.MatMul(q, k);
        scores = mask == Value.None ? scores : graph.Add(scores, mask);
        Value mixed = graph.MatMul(graph.Softmax(scores), v);
        return graph.Reshape(graph.Transpose(mixed, 0, 2, 1, 3), 0, 0, Channels);
    }

    private Value Split(GraphBuilder graph, Value x, params ReadOnlySpan<long> order) =>
        graph.Transpose(graph.Reshape(x, 0, 0, Heads, HeadChannels), order);
}
