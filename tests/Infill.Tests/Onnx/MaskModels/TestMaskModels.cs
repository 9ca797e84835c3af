using Infill.Onnx.Graphs;
using Attribute = Infill.Onnx.Graphs.Attribute;

namespace Infill.Tests.Onnx.MaskModels;

/// <summary>Tiny networks with the contracts of the mask models. A thing is what has the colour under the first click, or in the middle of the box.</summary>
/// <remarks>So a picture of flat colours gives masks that are known: swapped axes, a wrong scale, an offset or a forgotten mean all show.</remarks>
internal static class TestMaskModels
{
    private const float Far = 1e6f;

    /// <summary>Writes both halves of a Segment Anything model into a folder, under names of no meaning.</summary>
    public static string WriteSegmenter(string folder, byte[]? decoder = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, "parts"));
        File.WriteAllBytes(Path.Combine(folder, "parts", "first.onnx"), Encoder());
        File.WriteAllBytes(Path.Combine(folder, "second.onnx"), decoder ?? Decoder());
        return folder;
    }

    /// <summary>Mean colours of the 64×64 fields in the first three of 256 channels.</summary>
    public static byte[] Encoder()
    {
        var graph = new GraphBuilder("encoder", OperatorDialect.Plain);
        Value input = graph.Input("input", ElementType.Float, "batch", "3", "1024", "1024");
        Value fields = graph.Node("AveragePool", [input], Attribute.Ints("kernel_shape", 16, 16), Attribute.Ints("strides", 16, 16));
        Value padded = graph.Node("Pad", [fields, graph.Integers(0, 0, 0, 0, 0, 253, 0, 0)]);
        graph.Output(padded, "output", ElementType.Float, "batch", "256", "64", "64");
        return graph.Serialize();
    }

    /// <summary>Four masks: unsteady, near colours, wider colours, everything; their scores are 0.5, 0.9, 0.8, 0.7.</summary>
    /// <param name="isSingle">True gives only the second, picked as Segment Anything's own export picks.</param>
    public static byte[] Decoder(bool isSingle = true)
    {
        var graph = new GraphBuilder("decoder", OperatorDialect.Plain);
        Value embedding = graph.Input("image_embeddings", ElementType.Float, "1", "256", "64", "64");
        Value points = graph.Input("point_coords", ElementType.Float, "1", "num_points", "2");
        Value labels = graph.Input("point_labels", ElementType.Float, "1", "num_points");
        graph.Input("mask_input", ElementType.Float, "1", "1", "256", "256");
        graph.Input("has_mask_input", ElementType.Float, "1");
        graph.Input("orig_im_size", ElementType.Float, "2");
        Value colours = graph.Node("Slice", [embedding, graph.Integers(0), graph.Integers(3), graph.Integers(1)]);
        Value on = Distance(graph, colours, Place(graph, points, Above(graph, labels, 0.5f)));
        Value off = graph.Cast(graph.Node("Equal", [labels, graph.Number(0f)]), ElementType.Float);
        Value isOff = graph.Node("ReduceMax", [off], Attribute.Int("keepdims", 0));
        Value near = graph.Cast(graph.Node("Less", [Distance(graph, colours, Place(graph, points, off)), graph.Number(0.2f)]), ElementType.Float);
        Value taken = graph.Scale(graph.Multiply(near, isOff), Far);
        Value all = graph.Concat(1, Mask(graph, on, taken, 0.5f, 1f), Mask(graph, on, taken, 0.2f, 100f), Mask(graph, on, taken, 2f, 100f), Mask(graph, on, taken, Far, 1f));
        Value masks = Enlarge(graph, all);
        Value scores = graph.Node("Unsqueeze", [graph.Numbers(0.5f, 0.9f, 0.8f, 0.7f), graph.Integers(0)]);
        Value index = graph.Integers(1);
        Value mask = isSingle ? Pick(graph, masks, index, [1, 1, 256, 256]) : masks;
        Value score = isSingle ? Pick(graph, scores, index, [1, 1]) : scores;
        graph.Output(mask, "low_res_masks", ElementType.Float);
        graph.Output(score, "iou_predictions", ElementType.Float);
        graph.Output(mask, "masks", ElementType.Float);
        return graph.Serialize();
    }

    /// <summary>Saliency: 1 where the picture is redder than blue, 0 elsewhere.</summary>
    public static byte[] Salience(string side = "64")
    {
        var graph = new GraphBuilder("salience", OperatorDialect.Plain);
        Value input = graph.Input("input.1", ElementType.Float, "1", "3", side, side);
        graph.Output(Red(graph, input), "first", ElementType.Float, "1", "1", side, side);
        graph.Output(graph.Scale(Red(graph, input), 0f), "second", ElementType.Float, "1", "1", side, side);
        return graph.Serialize();
    }

    /// <summary>Probability of text: as <see cref="Salience"/>, for any size.</summary>
    public static byte[] Text()
    {
        var graph = new GraphBuilder("text", OperatorDialect.Plain);
        Value input = graph.Input("x", ElementType.Float, "n", "3", "h", "w");
        graph.Output(Red(graph, input), "probability", ElementType.Float, "n", "1", "h", "w");
        return graph.Serialize();
    }

    private static Value Red(GraphBuilder graph, Value input)
    {
        Value red = graph.Node("Slice", [input, graph.Integers(0), graph.Integers(1), graph.Integers(1)]);
        Value blue = graph.Node("Slice", [input, graph.Integers(2), graph.Integers(3), graph.Integers(1)]);
        return graph.Node("Sigmoid", [graph.Scale(graph.Subtract(red, blue), 20f)]);
    }

    private static Value Above(GraphBuilder graph, Value x, float limit) => graph.Cast(graph.Node("Greater", [x, graph.Number(limit)]), ElementType.Float);

    // The mean of the points with weight, as field numbers [1, 2] in the order y, x.
    private static Value Place(GraphBuilder graph, Value points, Value weights)
    {
        Value weighted = graph.Multiply(points, graph.Node("Unsqueeze", [weights, graph.Integers(2)]));
        Value sum = graph.Node("ReduceSum", [weighted, graph.Integers(1)], Attribute.Int("keepdims", 0));
        Value count = graph.Node("Max", [graph.Node("ReduceSum", [weights, graph.Integers(1)], Attribute.Int("keepdims", 1)), graph.Number(1f)]);
        Value field = graph.Node("Clip", [graph.Node("Floor", [graph.Scale(graph.Node("Div", [sum, count]), 1f / 16f)]), graph.Number(0f), graph.Number(63f)]);
        return graph.Cast(graph.Node("Gather", [field, graph.Integers(1, 0)], Attribute.Int("axis", 1)), ElementType.Int64);
    }

    private static Value Distance(GraphBuilder graph, Value colours, Value place)
    {
        Value colour = graph.Node("GatherND", [graph.Reshape(graph.Transpose(colours, 0, 2, 3, 1), 64, 64, 3), place]);
        Value difference = graph.Subtract(colours, graph.Reshape(colour, 1, 3, 1, 1));
        return graph.Node("ReduceSum", [graph.Multiply(difference, difference), graph.Integers(1)], Attribute.Int("keepdims", 1));
    }

    private static Value Mask(GraphBuilder graph, Value distance, Value taken, float limit, float slope) =>
        graph.Node("Clip", [graph.Subtract(graph.Scale(graph.Subtract(graph.Number(limit), distance), slope), taken), graph.Number(-20f), graph.Number(20f)]);

    private static Value Enlarge(GraphBuilder graph, Value x) => graph.EnlargeTwice(graph.EnlargeTwice(x));

    private static Value Pick(GraphBuilder graph, Value all, Value index, ReadOnlySpan<long> shape)
    {
        Value flat = graph.Node("Flatten", [all], Attribute.Int("axis", 2));
        return graph.Reshape(graph.Node("Gather", [flat, index], Attribute.Int("axis", 0)), shape);
    }
}
