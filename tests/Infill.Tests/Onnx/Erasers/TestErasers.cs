using Infill.Onnx.Graphs;
using Attribute = Infill.Onnx.Graphs.Attribute;

namespace Infill.Tests.Onnx.Erasers;

/// <summary>Tiny networks with the contracts of LaMa and MI-GAN: each fills a row of the hole with the mean of the row's known pixels.</summary>
/// <remarks>So a picture whose rows are each of one colour is restored exactly, and nothing else is: a turned mask, a swapped channel, another range, a transposed or
/// shifted picture all show.</remarks>
internal static class TestErasers
{
    private const string Open = "";

    /// <summary>LaMa with picture and mask; <paramref name="size"/> "" leaves height and width to each run.</summary>
    public static byte[] Lama(string size = "512", float range = 255f, string output = "output")
    {
        var graph = new GraphBuilder("lama", OperatorDialect.Plain);
        Value image = graph.Input("image", ElementType.Float, "1", "3", Or(size, "h"), Or(size, "w"));
        Value mask = graph.Input("mask", ElementType.Float, "1", "1", Or(size, "h"), Or(size, "w"));
        graph.Output(graph.Scale(Fill(graph, image, mask), range), output, ElementType.Float, "1", "3", Or(size, "h"), Or(size, "w"));
        return graph.Serialize();
    }

    /// <summary>LaMa with picture and mask in one input.</summary>
    public static byte[] LamaJoined(float range = 1f)
    {
        var graph = new GraphBuilder("lama", OperatorDialect.Plain);
        Value input = graph.Input("input", ElementType.Float, "batch", "4", "h", "w");
        graph.Output(graph.Scale(Fill(graph, Channels(graph, input, 0, 3), Channels(graph, input, 3, 4)), range), "output", ElementType.Float);
        return graph.Serialize();
    }

    /// <summary>MI-GAN's generator: ½ − mask, then −1…1.</summary>
    public static byte[] Generator(string size = "512")
    {
        var graph = new GraphBuilder("migan", OperatorDialect.Plain);
        Value input = graph.Input("input", ElementType.Float, "1", "4", size, size);
        Value mask = graph.Subtract(graph.Number(0.5f), Channels(graph, input, 0, 1));
        graph.Output(Fill(graph, Channels(graph, input, 1, 4), mask), "output", ElementType.Float, "1", "3", size, size);
        return graph.Serialize();
    }

    /// <summary>MI-GAN in bytes, 255 = keep.</summary>
    public static byte[] Pipeline()
    {
        var graph = new GraphBuilder("migan", OperatorDialect.Plain);
        Value image = graph.Cast(graph.Input("image", ElementType.UInt8, "batch", "3", "h", "w"), ElementType.Float);
        Value known = graph.Scale(graph.Cast(graph.Input("mask", ElementType.UInt8, "batch", "1", "h", "w"), ElementType.Float), 1f / 255f);
        Value filled = graph.Node("Round", [Fill(graph, image, graph.Subtract(graph.Number(1f), known))]);
        graph.Output(graph.Cast(filled, ElementType.UInt8), "result", ElementType.UInt8, "batch", "3", "h", "w");
        return graph.Serialize();
    }

    /// <summary>LaMa of 512 in which one part of the contract is turned: what a wrong adapter would look like from the other side.</summary>
    public static byte[] Turned(string what)
    {
        var graph = new GraphBuilder("turned", OperatorDialect.Plain);
        Value image = graph.Input("image", ElementType.Float, "1", "3", "512", "512");
        Value mask = graph.Input("mask", ElementType.Float, "1", "1", "512", "512");
        mask = what == "polarity" ? graph.Subtract(graph.Number(1f), mask) : mask;
        Value filled = graph.Scale(Fill(graph, image, mask), what == "range" ? 1f : 255f);
        filled = what == "channels" ? graph.Node("Gather", [filled, graph.Integers(2, 1, 0)], Attribute.Int("axis", 1))
            : what == "axes" ? graph.Transpose(filled, 0, 1, 3, 2)
            : what == "place" ? graph.Node("Slice", [graph.Concat(2, filled, filled), graph.Integers(9), graph.Integers(521), graph.Integers(2)])
            : filled;
        graph.Output(filled, "output", ElementType.Float, "1", "3", "512", "512");
        return graph.Serialize();
    }

    /// <summary>LaMa of any size that gives something else than a fill of its input.</summary>
    public static byte[] Wrong(Func<GraphBuilder, Value, Value> answer)
    {
        var graph = new GraphBuilder("wrong", OperatorDialect.Plain);
        Value image = graph.Input("image", ElementType.Float, "1", "3", "h", "w");
        graph.Input("mask", ElementType.Float, "1", "1", "h", "w");
        graph.Output(answer(graph, image), "output", ElementType.Float, "1", "3", "h2", "w2");
        return graph.Serialize();
    }

    private static Value Fill(GraphBuilder graph, Value picture, Value mask)
    {
        Value known = graph.Subtract(graph.Number(1f), mask);
        Value seen = graph.Multiply(picture, known);
        Value mean = graph.Node("Div", [RowSum(graph, seen), RowSum(graph, known)]);
        return graph.Add(seen, graph.Multiply(mean, mask));
    }

    private static Value RowSum(GraphBuilder graph, Value x) => graph.Node("ReduceSum", [x, graph.Integers(3)], Attribute.Int("keepdims", 1));

    private static Value Channels(GraphBuilder graph, Value x, long from, long to) =>
        graph.Node("Slice", [x, graph.Integers(from), graph.Integers(to), graph.Integers(1)]);

    private static string Or(string size, string free) => size == Open ? free : size;
}
