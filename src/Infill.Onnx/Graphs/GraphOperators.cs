namespace Infill.Onnx.Graphs;

/// <summary>The operators of the networks, with their attributes spelt once.</summary>
internal static class GraphOperators
{
    /// <summary>a + b, broadcast.</summary>
    public static Value Add(this GraphBuilder graph, Value a, Value b) => graph.Node("Add", [a, b]);

    /// <summary>a − b, broadcast.</summary>
    public static Value Subtract(this GraphBuilder graph, Value a, Value b) => graph.Node("Sub", [a, b]);

    /// <summary>a·b, broadcast.</summary>
    public static Value Multiply(this GraphBuilder graph, Value a, Value b) => graph.Node("Mul", [a, b]);

    /// <summary>x times a number; x itself for 1.</summary>
    public static Value Scale(this GraphBuilder graph, Value x, float factor) =>
        factor == 1f ? x : graph.Multiply(x, graph.Number(factor));

    /// <summary>Matrix product over the last two dimensions.</summary>
    public static Value MatMul(this GraphBuilder graph, Value a, Value b) => graph.Node("MatMul", [a, b]);

    /// <summary>Side by side along an axis.</summary>
    public static Value Concat(this GraphBuilder graph, int axis, params ReadOnlySpan<Value> parts) =>
        graph.Node("Concat", parts, Attribute.Int("axis", axis));

    /// <summary>Another shape over the same elements; 0 keeps a dimension, −1 takes what is left.</summary>
    public static Value Reshape(this GraphBuilder graph, Value x, params ReadOnlySpan<long> shape) =>
        graph.Node("Reshape", [x, graph.Integers(shape)]);

    /// <summary>Another shape that is known only at run time.</summary>
    public static Value ReshapeTo(this GraphBuilder graph, Value x, Value shape) => graph.Node("Reshape", [x, shape]);

    /// <summary>Dimensions in another order.</summary>
    public static Value Transpose(this GraphBuilder graph, Value x, params ReadOnlySpan<long> order) =>
        graph.Node("Transpose", [x], Attribute.Ints("perm", order));

    /// <summary>The dimensions from <paramref name="start"/> up to <paramref name="end"/>, as whole numbers.</summary>
    public static Value Shape(this GraphBuilder graph, Value x, int start, int end) =>
        graph.Node("Shape", [x], Attribute.Int("start", start), Attribute.Int("end", end));

    /// <summary>x·σ(x).</summary>
    public static Value Silu(this GraphBuilder graph, Value x) => QuickGelu(graph, x, 1f);

    /// <summary>x·σ(αx); α = 1.702 is CLIP's quick GELU, α = 1 is SiLU.</summary>
    public static Value QuickGelu(this GraphBuilder graph, Value x, float alpha) => graph.Dialect == OperatorDialect.Fused
        ? graph.FusedNode("QuickGelu", [x], Attribute.Float("alpha", alpha))
        : graph.Multiply(x, graph.Node("Sigmoid", [graph.Scale(x, alpha)]));

    /// <summary>x·Φ(x) with the error function, not its approximation.</summary>
    public static Value Gelu(this GraphBuilder graph, Value x) => graph.Node("Gelu", [x]);

    /// <summary>Exponentials over their sum along the last axis.</summary>
    public static Value Softmax(this GraphBuilder graph, Value x) => graph.Node("Softmax", [x], Attribute.Int("axis", -1));

    /// <summary>Nearest-neighbour enlargement by two, N×C×H×W.</summary>
    public static Value EnlargeTwice(this GraphBuilder graph, Value x) => graph.Node(
        "Resize",
        [x, Value.None, graph.Numbers(1f, 1f, 2f, 2f)],
        Attribute.Word("mode", "nearest"),
        Attribute.Word("coordinate_transformation_mode", "asymmetric"),
        Attribute.Word("nearest_mode", "floor"));

    /// <summary>The upper left part of N×C×H×W, as high and wide as <paramref name="like"/>.</summary>
    public static Value CropLike(this GraphBuilder graph, Value x, Value like) => graph.Node(
        "Slice", [x, graph.Integers(0, 0), graph.Shape(like, 2, 4), graph.Integers(2, 3)]);

    /// <summary>Another kind of element.</summary>
    public static Value Cast(this GraphBuilder graph, Value x, ElementType type) =>
        graph.Node("Cast", [x], Attribute.Int("to", (long)type));

    /// <summary>Rows of <paramref name="table"/> by their numbers.</summary>
    public static Value Rows(this GraphBuilder graph, Value table, Value numbers) =>
        graph.Node("Gather", [table, numbers], Attribute.Int("axis", 0));

    /// <summary>Convolution with equal padding on all sides.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="weight">O×C×k×k.</param>
    /// <param name="bias">O, or <see cref="Value.None"/>.</param>
    /// <param name="geometry">Kernel, stride, padding.</param>
    public static Value Conv(this GraphBuilder graph, Value x, Value weight, Value bias, ConvGeometry geometry) => graph.Node(
        "Conv",
        bias == Value.None ? [x, weight] : [x, weight, bias],
        Attribute.Ints("kernel_shape", geometry.Kernel, geometry.Kernel),
        Attribute.Ints("strides", geometry.Stride, geometry.Stride),
        Attribute.Ints("pads", geometry.Before, geometry.Before, geometry.After, geometry.After));

    /// <summary>x·Wᵀ + b for rows x; the weight stays as it lies in the file.</summary>
    public static Value Gemm(this GraphBuilder graph, Value rows, Value weight, Value bias) => graph.Node(
        "Gemm", bias == Value.None ? [rows, weight] : [rows, weight, bias], Attribute.Int("transB", 1));
}
