namespace Infill.Onnx.Graphs.Layers;

/// <summary>Embeddings of numbers, such as the time step, as waves of many lengths.</summary>
/// <remarks>Vaswani et al. 2017, §3.5; cosines first, as the Stable Diffusion family has it (<c>flip_sin_to_cos</c>).</remarks>
internal static class TimeLayer
{
    private const float LongestPeriod = 10000f;

    /// <summary>cos(n·f), sin(n·f) for falling frequencies f.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="numbers">A vector of M floats.</param>
    /// <param name="width">Length of an embedding, even.</param>
    /// <param name="frequencyShift">The configuration's <c>freq_shift</c>.</param>
    /// <returns>M×<paramref name="width"/>.</returns>
    public static Value Waves(GraphBuilder graph, Value numbers, int width, float frequencyShift)
    {
        int half = width / 2;
        float[] frequencies = new float[half];
        for (int i = 0; i < half; i++)
        {
            frequencies[i] = MathF.Exp(-MathF.Log(LongestPeriod) * i / (half - frequencyShift));
        }

        Value angles = graph.Multiply(graph.Reshape(numbers, -1, 1), graph.Numbers(frequencies));
        return graph.Concat(1, graph.Node("Cos", [angles]), graph.Node("Sin", [angles]));
    }

    /// <summary>Two linear maps with an activation between them (diffusers: <c>TimestepEmbedding</c>).</summary>
    public static Value Embed(WeightScope scope, Value rows, int inputs, int width)
    {
        Value hidden = scope.Graph.Silu(scope["linear_1"].Linear(rows, inputs, width));
        return scope["linear_2"].Linear(hidden, width, width);
    }
}
