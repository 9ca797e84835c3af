namespace Infill.Onnx.Graphs.Layers;

/// <summary>Layers with weights that all networks share.</summary>
internal static class BasicLayers
{
    /// <summary>Convolution; the bias is optional in the weights.</summary>
    /// <param name="scope">Holds <c>weight</c> and, mostly, <c>bias</c>.</param>
    /// <param name="x">N×<paramref name="inputs"/>×H×W.</param>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Channels that go out.</param>
    /// <param name="geometry">Kernel, stride, padding.</param>
    public static Value Conv(this WeightScope scope, Value x, int inputs, int outputs, ConvGeometry geometry) => scope.Graph.Conv(
        x, scope.Load("weight", outputs, inputs, geometry.Kernel, geometry.Kernel), scope.OptionalBias(outputs), geometry);

    /// <summary>Linear map of rows R×<paramref name="inputs"/>; a 1×1 convolution's weight has the same bytes and is taken too.</summary>
    public static Value Linear(this WeightScope scope, Value rows, int inputs, int outputs) =>
        scope.Graph.Gemm(rows, scope.Load("weight", outputs, inputs), scope.OptionalBias(outputs));

    /// <summary>The first or the second half of a linear map's outputs, without computing the other.</summary>
    public static Value LinearHalf(this WeightScope scope, Value rows, int inputs, int outputs, int half) => scope.Graph.Gemm(
        rows, scope.LoadBand("weight", half, 2, outputs, inputs), scope.HasBias ? scope.LoadBand("bias", half, 2, outputs) : Value.None);

    /// <summary>Layer normalisation of rows.</summary>
    /// <remarks>Ba, Kiros, Hinton 2016.</remarks>
    public static Value LayerNorm(this WeightScope scope, Value rows, int channels, float epsilon) => scope.Graph.Node(
        "LayerNormalization",
        [rows, scope.Load("weight", channels), scope.Load("bias", channels)],
        Attribute.Int("axis", -1),
        Attribute.Float("epsilon", epsilon));

    /// <summary>Group normalisation of N×C×H×W.</summary>
    /// <remarks>Wu and He 2018. Written as instance normalisation of the groups, for which CPU providers have a kernel; that of groups they expand into a dozen nodes.</remarks>
    public static Value GroupNorm(this WeightScope scope, Value x, int channels, int groups, float epsilon)
    {
        GraphBuilder graph = scope.Graph;
        Value grouped = graph.Reshape(x, 0, groups, -1);
        float[] ones = new float[groups];
        Array.Fill(ones, 1f);
        Value normal = graph.Node(
            "InstanceNormalization",
            [grouped, graph.Numbers(ones), graph.Numbers(new float[groups])],
            Attribute.Float("epsilon", epsilon));
        Value back = graph.ReshapeTo(normal, graph.Shape(x, 0, 4));
        return graph.Add(graph.Multiply(back, scope.Load("weight", channels, 1, 1)), scope.Load("bias", channels, 1, 1));
    }
}
