namespace Infill.Onnx.Graphs.Layers;

/// <summary>Rows and what the last layer wants added to them: kept apart, because adding and normalising are one operator where it exists.</summary>
/// <param name="Rows">R×C.</param>
/// <param name="Change">R×C, or <see cref="Value.None"/>.</param>
internal readonly record struct ResidualStream(Value Rows, Value Change)
{
    /// <summary>Rows with the change.</summary>
    public Value Sum(GraphBuilder graph) => Change == Value.None ? Rows : graph.Add(Rows, Change);

    /// <summary>Layer normalisation of the sum, and the sum.</summary>
    public (Value Normal, Value Sum) Normalise(WeightScope scope, int channels, float epsilon)
    {
        GraphBuilder graph = scope.Graph;
        if (Change == Value.None || graph.Dialect == OperatorDialect.Plain)
        {
            Value sum = Sum(graph);
            return (scope.LayerNorm(sum, channels, epsilon), sum);
        }

        // Outputs two and three are of training only.
        Value[] results = graph.Nodes(
            "SkipLayerNormalization",
            "com.microsoft",
            4,
            [Change, Rows, scope.Load("weight", channels), scope.Load("bias", channels)],
            [Attribute.Float("epsilon", epsilon)]);
        return (results[0], results[3]);
    }
}
